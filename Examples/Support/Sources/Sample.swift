public import Foundation
import LanguageJobsTesting

/// A file to try a tool on without one of one's own.
public struct Sample: Sendable {
    /// A name for the upload; outputs are named after it.
    public let name: String
    /// The contents.
    public let data: Data

    /// The page of a manual as XLIFF 1.2, English to Japanese.
    public static let translation = Sample(name: SampleXLIFF.filename, data: SampleXLIFF.data)

    /// An invoice of one page, in English, as PDF.
    public static let invoice = Sample(
        name: "sample-invoice.pdf",
        data: TextPDF.document(
            """
            INVOICE

            Northwind Paper Ltd.                       Invoice number: INV-2026-0157
            12 Harbour Road, Leith                         Issue date: 2026-06-30
                                                             Due date: 2026-07-30
            Bill to: Contoso Translations GmbH

            Description                           Quantity   Unit price       Amount
            A4 paper, 80 g, box of 5 reams              12        21.50       258.00
            Toner cartridge TX-400, black                3        74.90       224.70
            Delivery                                     1        12.00        12.00

                                                               Subtotal       494.70
                                                                VAT 20%        98.94
                                                              Total EUR       593.64
            """))

    /// Four notes of a help desk, as JSONL: one JSON object a line.
    public static let notes = Sample(
        name: "sample-notes.jsonl",
        data: Data(
            """
            {"note":"Ms Tanaka called at 9:40. Router R-200 drops the connection every 15 minutes. Wants a call back today."}
            {"note":"Mail from Jo Berg: ordered 3 adapters, got 2. Not urgent, but wants the third one or the money."}
            {"note":"Mr Silva asks how to change the language of the display. Sent him page 12 of the manual."}
            {"note":"Acme, Inc.: R-200 smells burnt after 2 days! Told them to unplug it. Call back at once."}

            """.utf8))
}
