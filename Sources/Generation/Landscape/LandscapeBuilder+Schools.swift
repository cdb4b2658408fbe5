extension LandscapeBuilder {
    /// Founds schools for both languages: one for grades 0-6 per 150 pupils of these grades, one for grades 7-9 per 450,
    /// in the largest villages first; small municipalities have one school for all grades per language.
    mutating func placeSchools() {
        let total = landscape.villages.map(\.share).reduce(0, +)
        let swedish = landscape.villages.map { $0.share * $0.swedishShare }.reduce(0, +) / total
        for (language, share) in [("fi", 1 - swedish), ("sv", swedish)] {
            let speakers = Double(pupils) * share
            guard speakers >= 250 else {
                found(language: language, grades: 0...9, in: 0)
                continue
            }
            let ranking = villagesByFamilies(speaking: language)
            let lower = min(ranking.count, max(1, Int((speakers * 0.7 / 150).rounded())))
            for village in ranking.prefix(lower) { found(language: language, grades: 0...6, in: village) }
            let upper = min(ranking.count, max(1, Int((speakers * 0.3 / 450).rounded())))
            for village in ranking.prefix(upper) { found(language: language, grades: 7...9, in: village) }
        }
    }

    /// Villages, the one with most families of `language` first; the centre always leads.
    private func villagesByFamilies(speaking language: String) -> [Int] {
        let families = landscape.villages.map { $0.share * (language == "sv" ? $0.swedishShare : 1 - $0.swedishShare) }
        return landscape.villages.indices.sorted {
            $0 == 0 ? $1 != 0 : $1 != 0 && (families[$0], $1) > (families[$1], $0)
        }
    }

    /// Builds a school in a block of the village that is still free, as near to its middle as possible.
    private mutating func found(language: String, grades: ClosedRange<Int>, in village: Int) {
        let here = landscape.villages[village]
        let middle = here.blocks / 2
        let candidates = (0..<here.blocks * here.blocks).sorted { first, second in
            func remoteness(_ block: Int) -> Int {
                abs(block / here.blocks - middle) + abs(block % here.blocks - middle)
            }
            return (remoteness(first), first) < (remoteness(second), second)
        }
        let block = candidates.first { !here.takenBlocks.contains($0) } ?? 0
        landscape.villages[village].takenBlocks.insert(block)
        drawSchool(
            village: village, row: block / here.blocks, column: block % here.blocks,
            name: schoolName(here.name, language, grades), language: language, grades: grades)
    }

    private func schoolName(_ village: BilingualName, _ language: String, _ grades: ClosedRange<Int>) -> String {
        if language == "sv" {
            let kind = grades.lowerBound >= 7 ? "högstadieskola" : grades.upperBound > 6 ? "enhetsskola" : "skola"
            return "\(village.swedish) \(kind)"
        }
        let kind = grades.lowerBound >= 7 ? "yläkoulu" : grades.upperBound > 6 ? "yhtenäiskoulu" : "koulu"
        return "\(village.genitive) \(kind)"
    }

    /// Draws the grounds in the middle of a block: the bus's drive from one corner, a footway from the opposite one.
    private mutating func drawSchool(
        village: Int, row: Int, column: Int, name: String, language: String, grades: ClosedRange<Int>
    ) {
        let here = landscape.villages[village]
        let arrival = here.crossing(row: row, column: column)
        let back = here.crossing(row: row + 1, column: column + 1)
        let from = landscape.nodes[arrival].position
        let to = landscape.nodes[back].position
        let centre = from.towards(to, 0.5)
        let busGate = landscape.add(from.towards(to, 0.34))
        let walkGate = landscape.add(from.towards(to, 0.68))
        landscape.add(.other, through: [arrival, busGate], [Landscape.Tag("highway", "service")])
        landscape.add(.other, through: [back, walkGate], [Landscape.Tag("highway", "footway")])
        let east = (to - from).unit * 18
        let north = east.left
        var corners = [east + north, north - east, (east + north) * -1, east - north].map {
            landscape.add(centre + $0)
        }
        corners.append(corners[0])
        landscape.add(
            .other, through: corners,
            [Landscape.Tag("amenity", "school"), Landscape.Tag("building", "school"), Landscape.Tag("name", name)])
        landscape.schools.append(
            Landscape.SchoolGrounds(
                village: village, language: language, grades: grades, name: name, position: centre,
                walkGate: landscape.nodes[walkGate].position, busGate: landscape.nodes[busGate].position))
    }

    /// Depots at the rim of the centre and, where there are many pupils, of the largest other villages.
    mutating func placeDepots() {
        let count = pupils < 600 ? 1 : pupils < 6000 ? 2 : 3
        for (rank, village) in landscape.villages.prefix(count).enumerated() {
            let corner = village.crossing(row: rank == 0 ? village.blocks : 0, column: 0)
            let place = landscape.nodes[corner].position
            landscape.depots.append(Landscape.Yard(name: "\(village.name.swedish) bussdepå", position: place))
        }
    }
}
