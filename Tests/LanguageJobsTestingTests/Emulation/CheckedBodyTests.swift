import Foundation
import Testing

@testable import LanguageJobsTesting

@Suite struct CheckedBodyTests {
    private static let fields: [BodyField] = [
        .required("name", .string), .optional("count", .integer(1...10)), .optional("flag", .bool),
        .optional("mode", .choice(["a", "b"])), .optional("tags", .strings), .optional("shape", .object),
        .optional("rows", .objects),
    ]

    private func check(_ json: String) throws -> CheckedBody {
        try CheckedBody(JSONDecoder().decode(EmulatorJSON.self, from: Data(json.utf8)), fields: Self.fields)
    }

    @Test("A right body gives its values")
    func right() throws {
        let body = try check(
            #"{"name":"n","count":10,"flag":false,"mode":"b","tags":["x","y"],"shape":{"k":1.5},"rows":[{}]}"#
        )
        #expect(body.string("name") == "n")
        #expect(body.integer("count") == 10)
        #expect(body.bool("flag") == false)
        #expect(body.strings("tags") == ["x", "y"])
        #expect(body["shape"] == .object(["k": .number(1.5)]))
        #expect(body["rows"] == .array([.object([:])]))
        #expect(body.string("missing") == nil)
    }

    @Test(
        "A wrong body is an error that says what is wrong",
        arguments: [
            ("[]", "The body must be a JSON object, not an array."),
            ("\"name\"", "The body must be a JSON object, not a string."),
            ("null", "The body must be a JSON object, not null."),
            ("{}", "name is required."),
            (#"{"name":"n","nmae":1}"#, "nmae is no field of this request."),
            (#"{"name":null}"#, "name must be a string, not null."),
            (#"{"name":5}"#, "name must be a string, not an integer."),
            (#"{"name":"n","count":0}"#, "count must be from 1 to 10, not 0."),
            (#"{"name":"n","count":11}"#, "count must be from 1 to 10, not 11."),
            (#"{"name":"n","count":2.5}"#, "count must be an integer, not a number."),
            (#"{"name":"n","count":true}"#, "count must be an integer, not a boolean."),
            (#"{"name":"n","count":"3"}"#, "count must be an integer, not a string."),
            (#"{"name":"n","flag":1}"#, "flag must be a boolean, not an integer."),
            (#"{"name":"n","flag":"true"}"#, "flag must be a boolean, not a string."),
            (#"{"name":"n","mode":"c"}"#, "mode must be one of a, b, not c."),
            (#"{"name":"n","mode":1}"#, "mode must be a string, not an integer."),
            (#"{"name":"n","tags":"x"}"#, "tags must be an array of strings, not a string."),
            (#"{"name":"n","tags":["x",5]}"#, "tags must hold strings only."),
            (#"{"name":"n","shape":[]}"#, "shape must be an object, not an array."),
            (#"{"name":"n","rows":{}}"#, "rows must be an array of objects, not an object."),
            (#"{"name":"n","rows":[{},null]}"#, "rows must hold objects only."),
        ])
    func wrong(json: String, message: String) throws {
        let error = try #require(throws: BodyError.self) { _ = try check(json) }
        #expect(error.message == message)
    }

    @Test("JSON is written with sorted names, and numbers stay what they are")
    func written() throws {
        let value = EmulatorJSON.object([
            "b": .number(56.5), "a": .number(100), "c": .array([.null, .bool(true), .integer(3)]), "d": "x/y",
        ])
        #expect(
            String(decoding: try value.data(), as: UTF8.self)
                == #"{"a":100,"b":56.5,"c":[null,true,3],"d":"x/y"}"#)
    }
}
