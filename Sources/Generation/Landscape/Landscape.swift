/// An invented countryside on a drawing board: roads, houses, schools and bus stops.
struct Landscape {
    /// What the municipality is called.
    var name = BilingualName(swedish: "", finnish: "")
    /// The length of the board's edges in metres.
    var side: Double
    /// Every point, in the order in which it was drawn.
    var nodes: [Node] = []
    /// Every line and area, in the order in which it was drawn.
    var ways: [Way] = []
    /// Where people live and where somebody could live.
    var villages: [Village] = []
    /// Places to live, in the order in which they are taken by households.
    var houses: [House] = []
    /// Places where a bus may stop; both kerbs are one.
    var stops: [Stop] = []
    /// School buildings with their gates.
    var schools: [SchoolGrounds] = []
    /// Places where vehicles stand overnight.
    var depots: [Yard] = []

    /// A key and a value of OpenStreetMap.
    struct Tag: Hashable {
        var key: String, value: String
        init(_ key: String, _ value: String) {
            self.key = key
            self.value = value
        }
    }

    /// A point of the map.
    struct Node {
        var position: PlanePoint
        var tags: [Tag] = []
    }

    /// A line or area of the map through nodes.
    struct Way {
        var nodes: [Int]
        var tags: [Tag]
        var kind: Kind
        /// The name on the sign, where there is one.
        var name: BilingualName?

        /// What houses and stops need to know of a way.
        enum Kind: Hashable {
            /// A street of the village at this position.
            case street(village: Int)
            /// A road between villages.
            case road
            /// A road that leads to some houses and ends there.
            case sideRoad
            /// Anything that nobody lives along: paths, drives, waters, grounds.
            case other
        }
    }

    /// Some houses around streets.
    struct Village {
        var name: BilingualName
        var centre: PlanePoint
        /// Blocks along each side of its street grid.
        var blocks: Int
        /// Its part of all households, 0 to 1.
        var share: Double
        /// The part of its families who speak Swedish, 0 to 1.
        var swedishShare: Double
        /// Node positions of its street crossings, row by row, `blocks + 1` in each.
        var crossings: [Int] = []
        /// Blocks that a school has taken, as row * blocks + column.
        var takenBlocks: Set<Int> = []

        /// The node where row `row` meets column `column`.
        func crossing(row: Int, column: Int) -> Int { crossings[row * (blocks + 1) + column] }
    }

    /// A place to live.
    struct House {
        var position: PlanePoint
        var street: BilingualName
        var number: Int
        /// The part of families here who speak Swedish.
        var swedishShare: Double
    }

    /// A bus stop.
    struct Stop {
        var name: BilingualName
        /// On the road's axis.
        var position: PlanePoint
    }

    /// A school's grounds.
    struct SchoolGrounds {
        var village: Int
        var language: String
        var grades: ClosedRange<Int>
        var name: String
        var position: PlanePoint
        var walkGate: PlanePoint
        var busGate: PlanePoint
    }

    /// A depot.
    struct Yard {
        var name: String
        var position: PlanePoint
    }

    /// Draws a point and returns its position in the list.
    @discardableResult
    mutating func add(_ position: PlanePoint, tags: [Tag] = []) -> Int {
        nodes.append(Node(position: position, tags: tags))
        return nodes.count - 1
    }

    /// Draws a named way with `tags` before its names.
    mutating func add(_ kind: Way.Kind, through nodes: [Int], _ tags: [Tag], name: BilingualName? = nil) {
        ways.append(Way(nodes: nodes, tags: tags + Self.tags(for: name), kind: kind, name: name))
    }

    /// `name`, `name:sv` and `name:fi`; Swedish stands first on this municipality's signs.
    static func tags(for name: BilingualName?) -> [Tag] {
        guard let name else { return [] }
        return [Tag("name", name.swedish), Tag("name:sv", name.swedish), Tag("name:fi", name.finnish)]
    }

    /// The points of `way`.
    func line(of way: Way) -> [PlanePoint] { way.nodes.map { nodes[$0].position } }
}
