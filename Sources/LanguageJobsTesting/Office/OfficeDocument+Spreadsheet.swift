package import Foundation

extension OfficeDocument {
    /// A spreadsheet of one sheet, `.xlsx`, whose cells hold text.
    package static func xlsx(rows: [[String]]) throws(ZIPArchive.TooLarge) -> Data {
        let namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        let data = rows.enumerated().map { rowIndex, cells in
            let row = cells.enumerated().map { columnIndex, text in
                """
                <c r="\(columnName(columnIndex))\(rowIndex + 1)" t="inlineStr">\
                <is><t xml:space="preserve">\(XMLText.escaped(text))</t></is></c>
                """
            }
            return "<row r=\"\(rowIndex + 1)\">\(row.joined())</row>"
        }
        let sheet = """
            \(declaration)<worksheet xmlns="\(namespace)"><sheetData>\(data.joined())</sheetData></worksheet>
            """
        let workbook = """
            \(declaration)<workbook xmlns="\(namespace)" xmlns:r="\(relationshipBase)">\
            <sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>
            """
        let styles = """
            \(declaration)<styleSheet xmlns="\(namespace)">\
            <fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>\
            <fills count="2"><fill><patternFill patternType="none"/></fill>\
            <fill><patternFill patternType="gray125"/></fill></fills>\
            <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
            <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
            <cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>\
            <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
            """
        return try package(
            document: "xl/workbook.xml",
            types: [
                ("xl/workbook.xml", "spreadsheetml.sheet.main"),
                ("xl/worksheets/sheet1.xml", "spreadsheetml.worksheet"),
                ("xl/styles.xml", "spreadsheetml.styles"),
            ],
            parts: [
                ZIPArchive.Entry("xl/workbook.xml", workbook),
                ZIPArchive.Entry(
                    "xl/_rels/workbook.xml.rels",
                    relationships([("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")])),
                ZIPArchive.Entry("xl/worksheets/sheet1.xml", sheet),
                ZIPArchive.Entry("xl/styles.xml", styles),
            ])
    }

    /// `A` to `Z`, then `AA` and so on.
    private static func columnName(_ index: Int) -> String {
        var name = ""
        var rest = index + 1
        while rest > 0 {
            name = String(UnicodeScalar(UInt8(ascii: "A") + UInt8((rest - 1) % 26))) + name
            rest = (rest - 1) / 26
        }
        return name
    }
}
