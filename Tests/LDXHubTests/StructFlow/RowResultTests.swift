import Foundation
import LDXHub
import LanguageJobs
import Testing

@Suite("A result of a row that was in the request")
struct RowResultTests {
    @Test(
        "gives its record under whichever name",
        arguments: [
            #"{"id":"1","status":"completed","output":{"a":1}}"#, #"{"id":1,"status":"ok","data":{"a":1}}"#,
            #"{"id":"1","result":{"a":1},"error":null}"#, #"{"id":"1","status":"x","record":{"a":1}}"#,
            #"{"id":"1","status":"completed","a":1}"#, #"{"id":"1","status":"completed","data":null,"a":1}"#,
            #"{"id":"1","status":"completed","data":{"row":"echo"},"output":{"a":1},"error":""}"#,
        ])
    func record(json: String) throws {
        let result = try JSONDecoder().decode(StructFlow.RowResult.self, from: Data(json.utf8))
        #expect(result.id == "1")
        #expect(result.output == ["a": 1])
        #expect(result.error == nil)
        #expect(String(decoding: result.line, as: UTF8.self) == #"{"a":1}"#)
    }

    @Test(
        "gives the service's words when there is none",
        arguments: [
            (#"{"id":"1","status":"failed","error":{"code":"c","message":"No."}}"#, "c", "No."),
            (#"{"id":"1","status":"failed","message":"No."}"#, nil, "No."),
            (#"{"id":"1","status":"Error","error":"No."}"#, nil, "No."),
            (#"{"id":"1","output":{"$error":{"code":"c","message":"No."}}}"#, "c", "No."),
            (#"{"id":"1","$error":{"code":"c","message":"No."}}"#, "c", "No."),
            (#"{"id":"1","status":"failed","output":{"a":1}}"#, nil, nil),
        ] as [(String, String?, String?)])
    func failure(json: String, code: String?, message: String?) throws {
        let result = try JSONDecoder().decode(StructFlow.RowResult.self, from: Data(json.utf8))
        #expect(result.error == JobFailure(code: code, message: message))
        #expect(result.output == nil)
        let line = try JSONDecoder().decode(JSONValue.self, from: result.line)
        #expect(line["$error"]?["code"]?.string == code)
        #expect(line["$error"]?["message"]?.string == message)
    }

    @Test(
        "is kept as it came, whatever it is",
        arguments: ["7", "null", #"["a"]"#, #"{"status":"new"}"#, #"{"data":null}"#])
    func anything(json: String) throws {
        let result = try JSONDecoder().decode(StructFlow.RowResult.self, from: Data(json.utf8))
        #expect(String(decoding: result.line, as: UTF8.self) == json)
        #expect(String(decoding: try JSONEncoder().encode([result]), as: UTF8.self) == "[\(json)]")
        #expect(result.error == nil)
        #expect(result.output == nil)
    }
}
