import Foundation

/// The smallest PDF (ISO 32000-1) of one page with lines of Latin text: enough for a sample.
enum TextPDF {
    static func document(_ text: String) -> Data {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { "(\(escaped($0))) '" }
        let content = "BT /F1 10 Tf 14 TL 56 786 Td\n\(lines.joined(separator: "\n"))\nET"
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            """
            << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
            /Resources << /Font << /F1 5 0 R >> >> >>
            """,
            "<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
        ]
        var file = "%PDF-1.4\n"
        var table = "0000000000 65535 f \n"
        for (index, object) in objects.enumerated() {
            table += String(repeating: "0", count: 10 - String(file.utf8.count).count)
            table += "\(file.utf8.count) 00000 n \n"
            file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = file.utf8.count
        let size = objects.count + 1
        file +=
            "xref\n0 \(size)\n\(table)trailer\n<< /Size \(size) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
        return Data(file.utf8)
    }

    private static func escaped(_ line: Substring) -> String {
        String(line.flatMap { "\\()".contains($0) ? ["\\", $0] : [$0] })
    }
}
