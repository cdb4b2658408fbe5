@testable import RoadNetwork

extension RoadWay {
    /// A way with `tags`; `nil` for what is no road.
    init?(_ tags: [String: String]) {
        var list = OSMTags()
        for (key, value) in tags.sorted(by: { $0.key < $1.key }) {
            if let key = TagKey(rawValue: key) { list.append(key, value) }
        }
        self.init(id: 1, tags: list)
    }
}
