import Mustache

// Thousands of pages are made from these types. Templates would ask for their properties by reflection, which took half
// of the time of a page; a switch takes next to none. A test compares the two.

extension FamilyPage: MustacheParent {
    func child(named key: String) -> Any? {
        switch key {
        case "language": return language
        case "m": return m
        case "title": return title
        case "intro": return intro
        case "change": return change
        case "outcomes": return outcomes
        case "calendar": return calendar
        case "letter": return letter
        case "call": return call
        case "homes": return homes
        default: return nil
        }
    }
}

extension FamilyPage.HomeSection: MustacheParent {
    func child(named key: String) -> Any? {
        switch key {
        case "id": return id
        case "title": return title
        case "stopName": return stopName
        case "walk": return walk
        case "hazard": return hazard
        case "map": return map
        case "days": return days
        case "weeks": return weeks
        case "options": return options
        case "hasOptions": return hasOptions
        case "until": return until
        case "choices": return choices
        default: return nil
        }
    }
}

extension FamilyPage.DayLine: MustacheParent {
    func child(named key: String) -> Any? {
        switch key {
        case "day": return day
        case "rides": return rides
        default: return nil
        }
    }
}

extension FamilyPage.RideCell: MustacheParent {
    func child(named key: String) -> Any? {
        switch key {
        case "leave": return leave
        case "arrive": return arrive
        case "new": return new
        case "note": return note
        case "trip": return trip
        default: return nil
        }
    }
}

extension FamilyPage.OptionLine: MustacheParent {
    func child(named key: String) -> Any? {
        switch key {
        case "rank": return rank
        case "name": return name
        case "number": return number
        case "metres": return metres
        case "minutes": return minutes
        case "there": return there
        case "back": return back
        case "mark": return mark
        case "hazard": return hazard
        default: return nil
        }
    }
}

extension WalkMap: MustacheParent {
    func child(named key: String) -> Any? {
        switch key {
        case "width": return width
        case "height": return height
        case "roads": return roads
        case "walk": return walk
        case "homeX": return homeX
        case "homeY": return homeY
        case "stopX": return stopX
        case "stopY": return stopY
        case "title": return title
        case "hazards": return hazards
        case "options": return options
        case "notes": return notes
        case "ownNumber": return ownNumber
        case "homeLabel": return homeLabel
        case "stopLabel": return stopLabel
        default: return nil
        }
    }
}

extension WalkMap.Option: MustacheParent {
    func child(named key: String) -> Any? {
        switch key {
        case "walk": return walk
        case "x": return x
        case "y": return y
        case "number": return number
        default: return nil
        }
    }
}

extension DecisionLetter: MustacheParent {
    func child(named key: String) -> Any? {
        switch key {
        case "language": return language
        case "m": return m
        case "title": return title
        case "intro": return intro
        case "municipality": return municipality
        case "homes": return homes
        case "appeal": return appeal
        case "ask": return ask
        default: return nil
        }
    }
}

extension DecisionLetter.HomeSection: MustacheParent {
    func child(named key: String) -> Any? {
        switch key {
        case "id": return id
        case "title": return title
        case "outcome": return outcome
        case "meanwhile": return meanwhile
        case "grounds": return grounds
        case "ruleText": return ruleText
        case "facts": return facts
        case "map": return map
        case "validity": return validity
        default: return nil
        }
    }
}

extension DecisionLetter.Fact: MustacheParent {
    func child(named key: String) -> Any? {
        switch key {
        case "name": return name
        case "value": return value
        default: return nil
        }
    }
}

extension DriverSheet: MustacheParent {
    func child(named key: String) -> Any? {
        switch key {
        case "language": return language
        case "m": return m
        case "title": return title
        case "about": return about
        case "change": return change
        case "out": return out
        case "back": return back
        case "trips": return trips
        case "homeWay": return homeWay
        default: return nil
        }
    }
}

extension DriverSheet.TripSection: MustacheParent {
    func child(named key: String) -> Any? {
        switch key {
        case "id": return id
        case "title": return title
        case "lines": return lines
        default: return nil
        }
    }
}

extension DriverSheet.Line: MustacheParent {
    func child(named key: String) -> Any? {
        switch key {
        case "way": return way
        case "time": return time
        case "place": return place
        case "kind": return kind
        case "new": return new
        case "side": return side
        case "on": return on
        case "off": return off
        case "aboard": return aboard
        case "needs": return needs
        default: return nil
        }
    }
}
