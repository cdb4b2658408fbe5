import Quantities
import RoadNetwork
import TransportModel

extension ExtractSurvey {
    /// Places to live in the order in which households take them: addresses when there are enough of them, else
    /// buildings, else points along residential streets; near a road for walkers, and not far from one for buses.
    func lodgings() -> [Lodging] {
        let wanted = households + households / 7 + 3
        var dice = Dice(seed: seed, subject: "lodgings")
        let sources = [roads.addresses(), roads.buildings()].map { places in
            places.map { Spot(address: $0.name, point: $0.point) }
        }
        let named = sources.first { $0.count >= wanted * 3 / 4 }
        if let named {
            let found = joined(dice.shuffled(named), atMost: wanted)
            if found.count >= wanted / 2 { return found }
        }
        let streets = roads.residentialPoints()
        guard !streets.isEmpty else { return joined(dice.shuffled(sources[0] + sources[1]), atMost: wanted) }
        return joined(houses(along: streets, count: wanted * 3 / 2, dice: &dice), atMost: wanted)
    }

    /// Houses some metres beside points of streets, as often at one point as needed.
    private func houses(along streets: [NetworkPlace], count: Int, dice: inout Dice) -> [Spot] {
        var order: [NetworkPlace] = []
        while order.count < count { order += dice.shuffled(streets) }
        return order.prefix(count).map { street in
            // A ten-thousandth of a degree is 11 m to the north and less to the east.
            let point = GeoPoint(
                longitude: street.point.longitude + dice.number(in: -4...4) * 1e-4,
                latitude: street.point.latitude + dice.number(in: -2...2) * 1e-4)
            let address = street.name.isEmpty ? "" : "\(street.name) \(dice.whole(in: 1...60))"
            return Spot(address: address, point: point)
        }
    }

    /// The first `count` of `places` that lie within 150 m of a road for walkers and 600 m of one for buses.
    private func joined(_ places: [Spot], atMost count: Int) -> [Lodging] {
        var result: [Lodging] = []
        for place in places where result.count < count {
            guard let snapped = roads.snap(place.point, for: .foot, within: 150),
                roads.snap(place.point, for: .bus, within: 600) != nil
            else { continue }
            result.append(Lodging(spot: place, snapped: snapped))
        }
        return result
    }

    /// The dwellings of the bundle.
    func dwellings(_ lodgings: [Lodging]) throws(GenerationError) -> [Territory.Dwelling] {
        var result: [Territory.Dwelling] = []
        var dice = Dice(seed: seed, subject: "flats")
        for lodging in lodgings {
            let address = flat(at: lodging.spot.address, dice: &dice)
            result.append(
                Territory.Dwelling(
                    place: try grid.place(at: lodging.spot.point),
                    address: BilingualName(swedish: address, finnish: address),
                    swedishShare: region.languages == ["fi", "sv"] ? 0.08 : nil))
        }
        return result
    }

    /// An invented flat in the house at `address`: nobody real lives there, and no stop or shop has that name. Empty for
    /// a place that has no street and number.
    private func flat(at address: String, dice: inout Dice) -> String {
        let flat = "\(["A", "B", "C"][dice.whole(in: 0...2)]) \(dice.whole(in: 1...40))"
        let isPostal =
            address.contains(where: \.isLetter) && address.split(separator: " ").last?.first?.isNumber == true
        return isPostal ? "\(address) \(flat)" : ""
    }
}
