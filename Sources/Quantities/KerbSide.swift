/// The side of a road on which a place must lie when a vehicle serves it.
public enum KerbSide: Hashable, Sendable {
    /// The side that lies in this direction from the middle of the road, in degrees clockwise from north, 0 to 359.
    case bearing(Int)
    /// The right of the road as the map draws it.
    case right
    /// The left of the road as the map draws it.
    case left
    /// The side on which the place's own point lies.
    case point

    /// The words and degrees that stand for a side: `north`, `n`, `north_east`, `ne`, …, `0` to `359`, `right`, `left`,
    /// `point`, in any case; `nil` for any other.
    public init?(_ text: String) {
        let word = text.lowercased().filter { !" _-".contains($0) }
        switch word {
        case "right": self = .right
        case "left": self = .left
        case "point": self = .point
        default:
            let names = ["north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest"]
            let letters = ["n", "ne", "e", "se", "s", "sw", "w", "nw"]
            if let eighth = names.firstIndex(of: word) ?? letters.firstIndex(of: word) {
                self = .bearing(eighth * 45)
            } else if (1...3).contains(text.utf8.count), let degrees = Int(text), (0...359).contains(degrees) {
                self = .bearing(degrees)
            } else {
                return nil
            }
        }
    }
}
