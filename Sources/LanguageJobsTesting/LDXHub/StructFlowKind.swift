import Foundation

/// StructFlow: each input record comes back as a record of the example's shape (LDX hub portal, StructFlow Jobs).
struct StructFlowKind: LDXHubJobKind {
    /// The member that a line of an output file has instead of a record's (LDX hub vendor examples, Dify).
    static let errorMember = "$error"

    let service = LDXHubEmulator.Service.structFlow
    let catalogue: LDXHubCatalogue
    let listShowsOutput = true
    private let plan: LDXHubPlan

    init(_ plan: LDXHubPlan) {
        catalogue = .models(plan.models)
        self.plan = plan
    }

    var showsInput: Bool { plan.structFlow.showsFileID }

    let fields: [BodyField] = [
        .required("system_prompt", .string),
        .required("example_output", .object),
        .optional("inputs", .objects),
        .optional("file_id", .string),
    ]

    func check(_ body: CheckedBody) throws {
        guard body.string("system_prompt")?.contains(where: { !$0.isWhitespace }) ?? false else {
            throw LDXHubProblem.invalid("system_prompt must not be empty.")
        }
        let example = body.object("example_output") ?? [:]
        guard !example.isEmpty else { throw LDXHubProblem.invalid("example_output must have a member.") }
        guard example[Self.errorMember] == nil else {
            throw LDXHubProblem.invalid("example_output must not use the reserved name \(Self.errorMember).")
        }
        switch (body["inputs"], body["file_id"]) {
        case (nil, nil): throw LDXHubProblem.invalid("One of inputs and file_id is required.")
        case (_?, _?): throw LDXHubProblem.invalid("inputs and file_id exclude each other.")
        default: _ = try inputs(of: body)
        }
    }

    func steps(_ input: LDXHubJobInput) throws -> any LDXHubJobSteps {
        let records = try StructFlowRecords(input, plan)
        if let file = input.file { return StructFlowFileSteps(file, records, plan.structFlow) }
        return StructFlowInlineSteps(try inputs(of: input.body), records, plan.structFlow.results)
    }

    func produce(_ input: LDXHubJobInput) throws -> LDXHubJobProduct {
        var steps = try steps(input)
        while true {
            if let product = try steps.next() { return product }
        }
    }

    private func inputs(of body: CheckedBody) throws -> [StructFlowInput] {
        guard case .array(let items)? = body["inputs"] else { return [] }
        guard !items.isEmpty else { throw LDXHubProblem.invalid("inputs must not be empty.") }
        var ids: Set<String> = []
        return try items.enumerated().map { place, item in
            do {
                let input = try StructFlowInput(item, acceptsText: plan.structFlow.acceptsTextInputs)
                guard ids.insert(input.id).inserted else {
                    throw BodyError("the id \(input.id) is there twice.")
                }
                return input
            } catch let error as BodyError {
                throw LDXHubProblem.invalid("inputs, item \(place): \(error.message)")
            }
        }
    }
}
