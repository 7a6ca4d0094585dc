package import Foundation

extension OfficeDocument {
    /// A presentation, `.pptx`; each slide is one text box of paragraphs.
    package static func pptx(slides: [[String]]) throws(ZIPArchive.TooLarge) -> Data {
        let numbers = Array(slides.indices).map { $0 + 1 }
        let slideParts = zip(numbers, slides).flatMap { number, paragraphs in
            [
                ZIPArchive.Entry("ppt/slides/slide\(number).xml", PresentationPart.slide(paragraphs)),
                ZIPArchive.Entry(
                    "ppt/slides/_rels/slide\(number).xml.rels",
                    relationships([("slideLayout", "../slideLayouts/slideLayout1.xml")])),
            ]
        }
        let fixedParts = [
            ZIPArchive.Entry("ppt/presentation.xml", PresentationPart.presentation(slideCount: slides.count)),
            ZIPArchive.Entry(
                "ppt/_rels/presentation.xml.rels",
                relationships(
                    [("slideMaster", "slideMasters/slideMaster1.xml")]
                        + numbers.map { ("slide", "slides/slide\($0).xml") })),
            ZIPArchive.Entry("ppt/slideMasters/slideMaster1.xml", PresentationPart.master),
            ZIPArchive.Entry(
                "ppt/slideMasters/_rels/slideMaster1.xml.rels",
                relationships([
                    ("slideLayout", "../slideLayouts/slideLayout1.xml"), ("theme", "../theme/theme1.xml"),
                ])),
            ZIPArchive.Entry("ppt/slideLayouts/slideLayout1.xml", PresentationPart.layout),
            ZIPArchive.Entry(
                "ppt/slideLayouts/_rels/slideLayout1.xml.rels",
                relationships([("slideMaster", "../slideMasters/slideMaster1.xml")])),
            ZIPArchive.Entry("ppt/theme/theme1.xml", PresentationPart.theme),
        ]
        return try package(
            document: "ppt/presentation.xml",
            types: [
                ("ppt/presentation.xml", "presentationml.presentation.main"),
                ("ppt/slideMasters/slideMaster1.xml", "presentationml.slideMaster"),
                ("ppt/slideLayouts/slideLayout1.xml", "presentationml.slideLayout"),
                ("ppt/theme/theme1.xml", "theme"),
            ] + numbers.map { ("ppt/slides/slide\($0).xml", "presentationml.slide") },
            parts: fixedParts + slideParts)
    }
}
