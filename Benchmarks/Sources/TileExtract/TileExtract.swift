import Foundation

/// Lays copies of an extract side by side, to have a region where only a town is at hand:
/// `tile-extract EXTRACT TILES OUTPUT` makes TILES x TILES copies.
///
/// Copies are moved by whole boxes and joined with their neighbours by 24 bridges a border, from the outermost road nodes
/// of 24 strips; ids of copies are 10,000,000,000 apart. The same extract gives the same bytes.
@main
struct TileExtract {
    static let idStep: Int64 = 10_000_000_000
    static let bridges = 24

    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let tiles = Int(arguments[2]), (1...20).contains(tiles) else {
            print("usage: tile-extract EXTRACT TILES OUTPUT")
            exit(64)
        }
        let blobs = PBFPieces.blobs(of: Array(try Data(contentsOf: URL(fileURLWithPath: arguments[1]))))
        let borders = Borders(blobs.filter { $0.type == "OSMData" }.map(\.content), strips: bridges)
        _ = FileManager.default.createFile(atPath: arguments[3], contents: nil)
        let output = try FileHandle(forWritingTo: URL(fileURLWithPath: arguments[3]))
        for header in blobs where header.type == "OSMHeader" {
            // The header's box no longer holds, and a reader may go without it.
            let fields = WireField.fields(of: header.content).filter { $0.number != 1 }
            output.write(Data(PBFPieces.blob("OSMHeader", WireField.message(fields))))
        }
        for tile in 0..<tiles * tiles {
            let (column, row) = (Int64(tile % tiles), Int64(tile / tiles))
            for blob in blobs where blob.type == "OSMData" {
                let moved = Tile.moved(
                    blob.content, ids: Int64(tile) * idStep, east: column * borders.width, north: row * borders.height)
                output.write(Data(PBFPieces.blob("OSMData", moved)))
            }
        }
        output.write(Data(PBFPieces.blob("OSMData", borders.bridgeBlock(tiles: tiles, idStep: idStep))))
        try output.close()
    }
}

/// Moves the elements of a block.
enum Tile {
    /// `block` with ids higher by `ids`, `east` and `north` nanodegrees away.
    static func moved(_ block: [UInt8], ids: Int64, east: Int64, north: Int64) -> [UInt8] {
        var fields: [WireField] = []
        var (offsetEast, offsetNorth) = (east, north)
        for field in WireField.fields(of: block) {
            switch (field.number, field.value) {
            case (2, .bytes(let group)): fields.append(WireField(number: 2, value: .bytes(moved(group: group, ids))))
            case (19, .varint(let value)): offsetNorth += Int64(bitPattern: value)
            case (20, .varint(let value)): offsetEast += Int64(bitPattern: value)
            default: fields.append(field)
            }
        }
        fields.append(WireField(number: 19, value: .varint(UInt64(bitPattern: offsetNorth))))
        fields.append(WireField(number: 20, value: .varint(UInt64(bitPattern: offsetEast))))
        return WireField.message(fields)
    }

    private static func moved(group: [UInt8], _ ids: Int64) -> [UInt8] {
        WireField.message(
            WireField.fields(of: group).map { field in
                guard case .bytes(let element) = field.value else { return field }
                // The lists of node ids: of dense nodes, of a way's nodes, of a relation's members.
                let list = [2: 1, 3: 8, 4: 9][field.number]
                let parts = WireField.fields(of: element).map { part -> WireField in
                    switch part.value {
                    case .bytes(let packed) where part.number == list:
                        return WireField(number: part.number, value: .bytes(WireField.shifted(packed, by: ids)))
                    case .varint(let id) where part.number == 1 && field.number == 1:
                        return WireField(
                            number: 1, value: .varint(WireField.zigzag(WireField.unzigzag(id) + ids)))
                    case .varint(let id) where part.number == 1:
                        return WireField(number: 1, value: .varint(id + UInt64(ids)))
                    default: return part
                    }
                }
                return WireField(number: field.number, value: .bytes(WireField.message(parts)))
            })
    }
}
