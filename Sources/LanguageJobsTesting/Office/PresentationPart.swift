/// The parts without which a presentation does not open, each as small as its schema allows.
enum PresentationPart {
    private static let namespaces = """
        xmlns:a="\(OfficeDocument.drawingNamespace)" xmlns:r="\(OfficeDocument.relationshipBase)" \
        xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"
        """

    private static let groupProperties = """
        <p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>
        """

    static func presentation(slideCount: Int) -> String {
        let slides = (0..<slideCount).map { "<p:sldId id=\"\(256 + $0)\" r:id=\"rId\($0 + 2)\"/>" }
        let list = slides.isEmpty ? "" : "<p:sldIdLst>\(slides.joined())</p:sldIdLst>"
        return """
            \(OfficeDocument.declaration)<p:presentation \(namespaces)>\
            <p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>\(list)\
            <p:sldSz cx="12192000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>
            """
    }

    static func slide(_ paragraphs: [String]) -> String {
        let texts = paragraphs.map { paragraph in
            let lines = paragraph.split(separator: "\n", omittingEmptySubsequences: false).map {
                "<a:r><a:t>\(XMLText.escaped(String($0)))</a:t></a:r>"
            }
            return "<a:p>\(lines.joined(separator: "<a:br/>"))</a:p>"
        }
        let body = texts.isEmpty ? "<a:p/>" : texts.joined()
        return """
            \(OfficeDocument.declaration)<p:sld \(namespaces)><p:cSld><p:spTree>\(groupProperties)<p:sp>\
            <p:nvSpPr><p:cNvPr id="2" name="Text"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>\
            <p:spPr><a:xfrm><a:off x="609600" y="457200"/><a:ext cx="10972800" cy="5943600"/></a:xfrm>\
            <a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>\
            <p:txBody><a:bodyPr wrap="square"/><a:lstStyle/>\(body)</p:txBody>\
            </p:sp></p:spTree></p:cSld></p:sld>
            """
    }

    static let master = """
        \(OfficeDocument.declaration)<p:sldMaster \(namespaces)>\
        <p:cSld><p:spTree>\(groupProperties)</p:spTree></p:cSld>\
        <p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" \
        accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>\
        <p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst></p:sldMaster>
        """

    static let layout = """
        \(OfficeDocument.declaration)<p:sldLayout \(namespaces) type="blank">\
        <p:cSld name="Blank"><p:spTree>\(groupProperties)</p:spTree></p:cSld></p:sldLayout>
        """

    static let theme: String = {
        let colors = [
            ("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", "44546A"), ("lt2", "E7E6E6"), ("accent1", "4472C4"),
            ("accent2", "ED7D31"), ("accent3", "A5A5A5"), ("accent4", "FFC000"), ("accent5", "5B9BD5"),
            ("accent6", "70AD47"), ("hlink", "0563C1"), ("folHlink", "954F72"),
        ].map { name, value in "<a:\(name)><a:srgbClr val=\"\(value)\"/></a:\(name)>" }
        let font = "<a:latin typeface=\"Calibri\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/>"
        // The schema asks for three of each style.
        let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>"
        let fills = String(repeating: fill, count: 3)
        let lines = String(repeating: "<a:ln>\(fill)</a:ln>", count: 3)
        let effects = String(repeating: "<a:effectStyle><a:effectLst/></a:effectStyle>", count: 3)
        return """
            \(OfficeDocument.declaration)<a:theme xmlns:a="\(OfficeDocument.drawingNamespace)" name="Plain">\
            <a:themeElements><a:clrScheme name="Plain">\(colors.joined())</a:clrScheme>\
            <a:fontScheme name="Plain"><a:majorFont>\(font)</a:majorFont><a:minorFont>\(font)</a:minorFont>\
            </a:fontScheme><a:fmtScheme name="Plain"><a:fillStyleLst>\(fills)</a:fillStyleLst>\
            <a:lnStyleLst>\(lines)</a:lnStyleLst><a:effectStyleLst>\(effects)</a:effectStyleLst>\
            <a:bgFillStyleLst>\(fills)</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>
            """
    }()
}
