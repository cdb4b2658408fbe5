import Quantities
import Tables
import TransportModel

/// The tables of an invented bundle that are about pupils.
enum PeopleTables {
    static func pupils(_ pupils: [InventedPupil], _ territory: Territory) -> CSVWriter {
        var table = CSVWriter(columns: [
            "pupil_id", "school_id", "class_id", "grade", "birth_date", "needs", "protected", "name", "language",
        ])
        for pupil in pupils {
            table.append([
                .text(pupil.id), .text(territory.schools[pupil.school].id), .text(pupil.classID),
                .integer(pupil.grade), .plain(pupil.birthDate.description),
                .list(pupil.needs.sorted().map(\.rawValue)), pupil.isProtected ? .yesNo(true) : .blank,
                .text(pupil.name), .text(pupil.language),
            ])
        }
        return table
    }

    static func homes(_ pupils: [InventedPupil], _ territory: Territory) -> CSVWriter {
        var table = CSVWriter(columns: [
            "pupil_id", "home_id", "x", "y", "address", "weeks", "weekdays", "sessions", "kind",
        ])
        for pupil in pupils {
            for home in pupil.homes {
                let dwelling = territory.dwellings[home.dwelling]
                table.append([
                    .text(pupil.id), .text(home.id), territory.grid.cell(dwelling.place.grid.x),
                    territory.grid.cell(dwelling.place.grid.y), .text(dwelling.address.text(in: pupil.language)),
                    .list(home.weeks.map { String($0) }), .list(home.weekdays.map(\.code)),
                    .list(home.sessions.map(\.rawValue)), .plain(home.kind.rawValue),
                ])
            }
        }
        return table
    }

    static func choices(_ wishes: Wishes) -> CSVWriter {
        var table = CSVWriter(columns: ["pupil_id", "home_id", "stop_id", "submitted_at"])
        for choice in wishes.choices {
            table.append([
                .text(choice.pupilID), .text(choice.homeID), .text(choice.stopID), .plain(choice.submittedAt),
            ])
        }
        return table
    }

    static func overrides(_ wishes: Wishes) -> CSVWriter {
        var table = CSVWriter(columns: ["pupil_id", "home_id", "decision", "reason", "author", "expires"])
        for override in wishes.overrides {
            table.append([
                .text(override.pupilID), .text(override.homeID), .plain(override.decision.rawValue),
                .text(override.reason), .text(override.author), .plain(override.expires),
            ])
        }
        return table
    }
}
