import Quantities
import Testing

@testable import RoadNetwork

@Suite struct OSMXMLTests {
    @Test func `one line without versions is enough`() throws {
        let xml =
            "<osm><node id=\"1\" lon=\"25.0\" lat=\"60.0\"/><node id=\"2\" lon=\"25.001\" lat=\"60.0\"/>"
            + "<way id=\"7\"><nd ref=\"1\"/><nd ref=\"2\"/><tag k=\"highway\" v=\"residential\"/></way></osm>"
        let extract = try Village.extract(xml)
        #expect(extract.roads.map(\.id) == [7])
        #expect(extract.nodeIDs == [1, 2])
        #expect(extract.point(1) == GeoPoint(longitude: 25.001, latitude: 60))
    }

    @Test func `entities, comments, declarations and either quote are understood`() throws {
        let xml = """
            <?xml version='1.0'?><!DOCTYPE osm><!-- <way> in a comment -->
            <osm><bounds minlat="1"/>
            <node id='1' lon='25' lat='60'/><node id='2' lon='25.001' lat='60'/>
            <way id='7'><nd ref='1'/><nd ref='2'/><tag k='highway' v='residential'/>
            <tag k='name' v="Sm&#xE9;d &amp; &quot;Son&quot;s&apos; &lt;v&#228;g&gt;"/></way></osm>
            """
        let extract = try Village.extract(xml)
        #expect(extract.names[extract.roads[0].name] == "Sméd & \"Son\"s' <väg>")
    }

    @Test func `elements marked as deleted are passed over`() throws {
        var village = Village()
        village.node(1, 0, 0)
        village.node(2, 100, 0)
        village.way(7, [1, 2])
        village.way(8, [1, 2])
        let xml = village.xml.replacing("<way id='8'", with: "<way action='delete' id='8'")
        #expect(try Village.extract(xml).roads.map(\.id) == [7])
    }

    @Test(
        arguments: [
            ("<osm>\n<node id='1' lon='200' lat='60'/>\n</osm>", 2),
            ("<osm>\n\n<node id='x' lon='20' lat='60'/>\n</osm>", 3),
            ("<osm>\n<node id='1' lon='20'", 2), ("<html>", 1), ("<osm>\n<way id='1'>\n", 3),
            ("<osm>\n<node id='1' lon=20 lat='60'/></osm>", 2), ("<osm></osm></osm>", 1), ("<osm><tag k='&foo;'", 1),
            ("<osm><relation id='1'><member type='area' ref='1'/></relation></osm>", 1), ("<osm><!-- ", 1),
        ])
    func `damaged text is an error that names its line`(xml: String, line: Int) {
        #expect {
            _ = try Village.extract(xml)
        } throws: {
            ($0 as? RoadNetworkError)?.location == .line(line)
        }
    }

    @Test func `no prefix of a file makes the reader trap`() throws {
        var village = Village()
        village.node(1, 0, 0, ["barrier": "gate"])
        village.node(2, 100, 0)
        village.way(7, [1, 2])
        village.restriction(9, from: 7, via: ["n1"], to: 7, "no_u_turn")
        let bytes = Array(village.xml.utf8)
        let end = bytes.count - 1
        for length in 0..<end {
            _ = bytes[..<length].withUnsafeBufferPointer { prefix in
                #expect(throws: RoadNetworkError.self) { _ = try OSMExtract.readXML(prefix) }
            }
        }
    }
}
