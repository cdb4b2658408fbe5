import Coordinates

/// The YAML files of an invented bundle.
enum SettingsText {
    /// `municipality.yaml`.
    static func municipality(_ territory: Territory) -> String {
        """
        # An invented municipality. Every key that is not here has its documented default.
        name: \(quoted(territory.name))
        crs: \(quoted(territory.grid.system.code))
        network: \(quoted(territory.networkFile))
        rules: rules.yaml
        languages: [\(territory.languages.joined(separator: ", "))]
        time_zone: \(territory.timeZone)

        calendar:
          from: 2026-08-11
          to: 2027-06-05
          cycle_weeks: 2 # families with two homes mostly change every week
          holidays:
            - {from: 2026-10-15, to: 2026-10-16}
            - {from: 2026-12-21, to: 2027-01-06}
            - {from: 2027-02-22, to: 2027-02-26}
            - {from: 2027-03-26, to: 2027-03-29}
            - {from: 2027-05-06, to: 2027-05-06}

        service:
          dwell: {stop_s: 20, per_pupil_s: 4, per_wheelchair_s: 120, school_s: 60}
          margins: {before_start_s: 300, after_end_s: 300}
          longest_wait_s: 1800
          walking_speed_mps: 1.25
          driving_factor: 1.1
          mixed_loads: yes

        solver:
          seed: 1

        """
    }

    /// `text` as a YAML value that can be nothing but text.
    private static func quoted(_ text: String) -> String {
        let safe = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"\(safe)\""
    }

    /// `rules.yaml`: distances as many Finnish and Swedish municipalities have them, times as in the Finnish law.
    static let rules = """
        # The rules of an invented municipality; real presets are in Data/rules.
        name: Rules of an invented municipality
        version: "2026-08"

        bands: {pre: 0, "1-3": 1-3, "4-9": 4-9}

        rules:
          - id: over-3-km
            law: Invented rules 1 §
            bands: [pre, "1-3"]
            more_than_m: 3000
            text:
              sv: Vägen till skolan är längre än 3 km.
              fi: Koulumatka on yli 3 km.
              en: The way to school is longer than 3 km.
          - id: over-5-km
            law: Invented rules 1 §
            bands: ["4-9"]
            more_than_m: 5000
            text:
              sv: Vägen till skolan är längre än 5 km.
              fi: Koulumatka on yli 5 km.
              en: The way to school is longer than 5 km.

        homes: {entitled: [registered, second, care]}

        review:
          near_limit: {within_m: 25}
          carried: [special_needs, protected]

        stop:
          max_walk_m: {pre: 1500, "1-3": 1500, "4-9": 2000}

        ride: {max_min: 60}
        wait: {max_min: 30}

        day_total: # Perusopetuslag 32 §: with the walks and the waits
          max_min:
            - {who: {age: {at_least: 13, as_of: school_start}}, limit: 180}
            - {limit: 150}

        """
}
