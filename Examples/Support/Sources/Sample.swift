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
            {"customer":"Ms Tanaka","product":"R-200","note":"Called at 9:40. The connection drops every 15 minutes. Call back today."}
            {"customer":"Jo Berg","product":"AC adapter","note":"Ordered 3, got 2. Wants the third one or the money, no hurry."}
            {"customer":"Mr Silva","product":"R-100","note":"How is the language of the display changed? Sent him page 12."}
            {"customer":"Acme, Inc.","product":"R-200","note":"Smells burnt after 2 days! Told them to unplug it."}

            """.utf8))

    /// The page of a manual as Markdown, in English.
    public static let page = Sample(
        name: "sample-page.md",
        data: Data(
            """
            # R-200 router

            Plug the adapter in and wait until the light is green.
            Hold the button for 10 seconds to go back to the settings of the factory.

            - Never open the case.
            - Keep it dry.

            """.utf8))

    /// The texts of a small app, as nested JSON.
    public static let texts = Sample(
        name: "sample-texts.json",
        data: Data(
            """
            {
              "menu": {"open": "Open…", "recent.files": "Recent files"},
              "welcome": "Hello {name}, you have %1$lld new messages.",
              "steps": ["Choose a file.", "Wait.", "Save it."],
              "version": 2
            }

            """.utf8))
}
