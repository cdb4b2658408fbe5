/// A workbook of sheets as an XLSX file (Office Open XML, ECMA-376): values and no formula, macro or link.
///
/// The bytes depend on nothing but the sheets: no clock, no name of a machine or a person.
package struct Workbook: Sendable {
    private let sheets: [WorkbookSheet]

    /// A workbook of `sheets`; one that is too long for a spreadsheet is cut into several.
    package init(_ sheets: [WorkbookSheet]) { self.sheets = sheets.flatMap { $0.pieces() } }

    /// The file; throws where it would pass the limits of ZIP.
    package func bytes() throws(ZIPError) -> [UInt8] {
        var strings = SharedStrings()
        let pages = sheets.map { sheet -> [UInt8] in
            var writer = SheetWriter(sheet)
            return writer.bytes(&strings)
        }
        let names = Workbook.names(sheets.map(\.name))
        var archive = ZIPWriter()
        archive.add(Array(contentTypes.utf8), as: "[Content_Types].xml")
        archive.add(Array(Workbook.rootRelations.utf8), as: "_rels/.rels")
        archive.add(Array(book(names).utf8), as: "xl/workbook.xml")
        archive.add(Array(relations.utf8), as: "xl/_rels/workbook.xml.rels")
        archive.add(Array(Workbook.styles.utf8), as: "xl/styles.xml")
        archive.add(strings.bytes, as: "xl/sharedStrings.xml")
        for (number, page) in pages.enumerated() { archive.add(page, as: "xl/worksheets/sheet\(number + 1).xml") }
        return try archive.bytes()
    }

    /// Names that a spreadsheet takes: at most 31 characters, none of `[]:*?/\`, no two alike.
    static func names(_ wanted: [String]) -> [String] {
        var taken: Set<String> = []
        return wanted.map { name in
            var clean = String(name.filter { !"[]:*?/\\'".contains($0) }.prefix(31))
            if clean.isEmpty { clean = "Sheet" }
            var unique = clean
            var number = 2
            while !taken.insert(unique.lowercased()).inserted {
                unique = "\(clean.prefix(26)) \(number)"
                number += 1
            }
            return unique
        }
    }

    private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    private static let office = "http://schemas.openxmlformats.org"
    private static let main = "\(office)/spreadsheetml/2006/main"

    private var contentTypes: String {
        let kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        let pages = sheets.indices.map {
            "<Override PartName=\"/xl/worksheets/sheet\($0 + 1).xml\" ContentType=\"\(kinds).worksheet+xml\"/>"
        }
        return Workbook.head + "<Types xmlns=\"\(Workbook.office)/package/2006/content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(kinds).sheet.main+xml\"/>"
            + "<Override PartName=\"/xl/styles.xml\" ContentType=\"\(kinds).styles+xml\"/>"
            + "<Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"\(kinds).sharedStrings+xml\"/>"
            + pages.joined() + "</Types>\n"
    }

    private static let rootRelations =
        head + "<Relationships xmlns=\"\(office)/package/2006/relationships\">"
        + "<Relationship Id=\"rId1\" Type=\"\(office)/officeDocument/2006/relationships/officeDocument\" "
        + "Target=\"xl/workbook.xml\"/></Relationships>\n"

    private var relations: String {
        let kind = "\(Workbook.office)/officeDocument/2006/relationships"
        var lines = sheets.indices.map {
            "<Relationship Id=\"rId\($0 + 1)\" Type=\"\(kind)/worksheet\" Target=\"worksheets/sheet\($0 + 1).xml\"/>"
        }
        for (position, part) in ["styles", "sharedStrings"].enumerated() {
            lines.append(
                "<Relationship Id=\"rId\(sheets.count + position + 1)\" Type=\"\(kind)/\(part)\" "
                    + "Target=\"\(part).xml\"/>")
        }
        return Workbook.head + "<Relationships xmlns=\"\(Workbook.office)/package/2006/relationships\">"
            + lines.joined() + "</Relationships>\n"
    }

    private func book(_ names: [String]) -> String {
        let tabs = names.enumerated().map { number, name in
            "<sheet name=\"\(XMLText.escaped(name))\" sheetId=\"\(number + 1)\" r:id=\"rId\(number + 1)\"/>"
        }
        let filters = zip(names, sheets).enumerated().map { number, sheet in
            let range = SheetWriter.range(of: sheet.1, isAbsolute: true)
            return "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"\(number)\" hidden=\"1\">"
                + "'\(XMLText.escaped(sheet.0))'!\(range)</definedName>"
        }
        return Workbook.head + "<workbook xmlns=\"\(Workbook.main)\" "
            + "xmlns:r=\"\(Workbook.office)/officeDocument/2006/relationships\">"
            + "<sheets>\(tabs.joined())</sheets><definedNames>\(filters.joined())</definedNames></workbook>\n"
    }

    /// Cell formats by their position: plain, header, time of day, and text that a spreadsheet would else run when it is
    /// typed over.
    private static let styles =
        head + "<styleSheet xmlns=\"\(main)\">"
        + "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
        + "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
        + "<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill>"
        + "<fill><patternFill patternType=\"gray125\"/></fill>"
        + "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFEEF2F6\"/></patternFill></fill></fills>"
        + "<borders count=\"1\"><border/></borders>"
        + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
        + "<cellXfs count=\"4\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
        + "<xf numFmtId=\"0\" fontId=\"1\" fillId=\"2\" borderId=\"0\" xfId=\"0\" applyFont=\"1\" applyFill=\"1\"/>"
        + "<xf numFmtId=\"46\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
        + "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" quotePrefix=\"1\" "
        + "applyNumberFormat=\"1\"/></cellXfs>"
        + "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>\n"
}

/// The texts of a workbook, each stored once, in the order in which they come first.
struct SharedStrings {
    private var positions: [String: Int] = [:]
    private var items: [UInt8] = []
    private var uses = 0

    /// The position of `text`.
    mutating func position(of text: String) -> Int {
        uses += 1
        if let known = positions[text] { return known }
        let position = positions.count
        positions[text] = position
        items += Array("<si><t xml:space=\"preserve\">".utf8)
        items += Array(XMLText.cell(text).utf8)
        items += Array("</t></si>".utf8)
        return position
    }

    /// The part of the file that holds them.
    var bytes: [UInt8] {
        let open =
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
            + "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" count=\"\(uses)\" "
            + "uniqueCount=\"\(positions.count)\">"
        return Array(open.utf8) + items + Array("</sst>\n".utf8)
    }
}
