import Quantities
import Testing
import TransportModel

@testable import Inputs

struct SchoolsReaderTests {
    @Test func `schools have names by language where the columns are there, and the usual one else`() throws {
        let bundle = TestBundle {
            $0.write(
                """
                school_id,name,x,y,name_fi,name_en
                S1,Kyrkby skola,404000,6693500,Kirkonkylän koulu,
                S2,Norra skolan,408500,6698500,,North School

                """, to: "schools.csv")
        }
        let schools = try bundle.read().batch.schools.elements
        #expect(schools[0].names == ["fi": "Kirkonkylän koulu"] && schools[1].names == ["en": "North School"])
        #expect(schools[0].name(in: "fi") == "Kirkonkylän koulu" && schools[0].name(in: "en-GB") == "Kyrkby skola")
        #expect(try TestBundle().read().batch.schools.elements.allSatisfy { $0.names.isEmpty })
    }
}
