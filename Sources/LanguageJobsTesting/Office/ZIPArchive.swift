package import Foundation

/// A ZIP file of stored, uncompressed entries; the same entries give the same bytes.
package struct ZIPArchive: Sendable {
    /// A file in the archive.
    package struct Entry: Sendable {
        package let path: String
        package let content: Data

        package init(_ path: String, _ content: Data) {
            self.path = path
            self.content = content
        }

        init(_ path: String, _ text: String) {
            self.init(path, Data(text.utf8))
        }
    }

    /// The entries are more or larger than a ZIP file without its 64-bit extension can hold.
    package struct TooLarge: Error, CustomStringConvertible {
        package var description: String {
            "A ZIP file of this kind holds at most 65,535 entries and 4 GiB. Make a smaller document."
        }
    }

    private let entries: [Entry]

    package init(_ entries: [Entry]) { self.entries = entries }

    /// The archive as a file.
    package func serialized() throws(TooLarge) -> Data {
        var file = Data()
        var directory = Data()
        for entry in entries {
            guard let offset = UInt32(exactly: file.count), let header = Header(entry) else {
                throw TooLarge()
            }
            file.append(UInt32(0x0403_4B50))
            file.append(header.data)
            file.append(contentsOf: entry.path.utf8)
            file.append(entry.content)
            directory.append(UInt32(0x0201_4B50))
            directory.append(Self.version)
            directory.append(header.data)
            // Comment length, disk number and attributes, which all are zero.
            directory.append(Data(count: 10))
            directory.append(offset)
            directory.append(contentsOf: entry.path.utf8)
        }
        guard let count = UInt16(exactly: entries.count), let offset = UInt32(exactly: file.count),
            let size = UInt32(exactly: directory.count)
        else { throw TooLarge() }
        file.append(directory)
        file.append(UInt32(0x0605_4B50))
        file.append(UInt32(0))
        file.append(count)
        file.append(count)
        file.append(size)
        file.append(offset)
        file.append(UInt16(0))
        return file
    }

    /// The version of the format, 2.0, that is needed to extract an entry.
    private static let version: UInt16 = 20

    /// What the local header and the directory say alike about an entry.
    private struct Header {
        let data: Data

        init?(_ entry: Entry) {
            guard let size = UInt32(exactly: entry.content.count),
                let nameLength = UInt16(exactly: entry.path.utf8.count)
            else { return nil }
            var data = Data()
            data.append(ZIPArchive.version)
            // The name is UTF-8.
            data.append(UInt16(0x0800))
            // Stored.
            data.append(UInt16(0))
            // 1980-01-01 00:00, the beginning of time in ZIP.
            data.append(UInt16(0))
            data.append(UInt16(0x0021))
            data.append(CRC32.checksum(entry.content))
            data.append(size)
            data.append(size)
            data.append(nameLength)
            data.append(UInt16(0))
            self.data = data
        }
    }
}

extension Data {
    /// Appends an integer, lowest byte first.
    fileprivate mutating func append(_ integer: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: integer.littleEndian) { append(contentsOf: $0) }
    }
}
