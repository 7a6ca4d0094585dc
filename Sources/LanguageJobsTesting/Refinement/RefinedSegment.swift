/// The revisions of one segment.
struct RefinedSegment {
    struct Revision {
        let content: XLIFFContent
        let remark: RefinementRemark
    }

    let segment: XLIFFSegment
    /// In the order they were made; a number has none.
    let revisions: [Revision]
    /// How many hyphens were taken out of the source before it was read.
    let hyphensRemoved: Int

    init(_ segment: XLIFFSegment, revisions: [Revision], hyphensRemoved: Int) {
        self.segment = segment
        self.revisions = revisions
        self.hyphensRemoved = hyphensRemoved
    }

    /// A segment whose target stays, because its text is a number.
    init(keeping segment: XLIFFSegment) {
        self.init(segment, revisions: [], hyphensRemoved: 0)
    }

    /// The target in the end.
    var target: XLIFFContent? { revisions.last?.content ?? segment.target }
}
