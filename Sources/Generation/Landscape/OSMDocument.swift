import Quantities
import Tables
import TransportModel

/// Writes a landscape as OpenStreetMap XML.
///
/// Ids are the positions in the landscape's lists, from 1. Coordinates have seven decimals, about a centimetre.
struct OSMDocument {
    /// What is drawn.
    let landscape: Landscape
    /// Where the landscape lies.
    let board: DrawingBoard

    /// The document.
    func text() throws(GenerationError) -> String {
        var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<osm version=\"0.6\">"]
        lines.reserveCapacity(landscape.nodes.count + landscape.ways.count * 8)
        for (position, node) in landscape.nodes.enumerated() {
            let place = try board.place(at: node.position).point
            let start =
                "<node id=\"\(position + 1)\" version=\"1\""
                + " lat=\"\(degrees(place.latitude))\" lon=\"\(degrees(place.longitude))\""
            lines.append(element(start, node.tags.map(tag), end: "node"))
        }
        for (position, way) in landscape.ways.enumerated() {
            let references = way.nodes.map { "<nd ref=\"\($0 + 1)\"/>" }
            lines.append(
                element("<way id=\"\(position + 1)\" version=\"1\"", references + way.tags.map(tag), end: "way"))
        }
        lines.append("</osm>\n")
        return lines.joined(separator: "\n")
    }

    private func element(_ start: String, _ children: [String], end: String) -> String {
        children.isEmpty ? start + "/>" : start + ">" + children.joined() + "</\(end)>"
    }

    private func tag(_ tag: Landscape.Tag) -> String { "<tag k=\"\(tag.key)\" v=\"\(XMLText.escaped(tag.value))\"/>" }

    private func degrees(_ value: Double) -> String { DecimalText.fixed(value, decimals: 7) ?? "0" }
}
