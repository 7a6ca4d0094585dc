import Testing

@testable import LanguageJobsTesting

@Suite struct FaultPlanTests {
    private let create = EmulatorOperation.createJob(.refineLoop)

    private func faults(_ plan: FaultPlan, _ operation: EmulatorOperation, calls: Int) -> [Fault?] {
        (1...calls).map { plan.fault(for: FaultPlan.Call(operation: operation, number: $0)) }
    }

    @Test("A script hits the calls that it names, and no others")
    func script() {
        let plan = FaultPlan([.call(2, of: create, .dropAfter), .call(4, of: create, .html())])
        #expect(faults(plan, create, calls: 5) == [nil, .dropAfter, nil, .html(status: 502), nil])
        #expect(faults(plan, .listFiles, calls: 5) == [nil, nil, nil, nil, nil])
    }

    @Test("The first rule that holds decides")
    func order() {
        let plan = FaultPlan([
            .call(1, of: create, .dropBefore), .every(create, .dropAfter), .every(nil, .hang()),
        ])
        #expect(faults(plan, create, calls: 2) == [.dropBefore, .dropAfter])
        #expect(faults(plan, .listFiles, calls: 2) == [.hang(applied: false), .hang(applied: false)])
    }

    @Test("Rates add up, and each is met")
    func rates() {
        let plan = FaultPlan(
            [.rate(0.2, of: create, .dropBefore), .rate(0.1, of: nil, .dropAfter)], seed: 42)
        let all = faults(plan, create, calls: 10_000)
        #expect((1_850...2_150).contains(all.count { $0 == .dropBefore }))
        #expect((880...1_120).contains(all.count { $0 == .dropAfter }))
        let others = faults(plan, .listFiles, calls: 10_000)
        #expect(others.count { $0 == .dropBefore } == 0)
        #expect((880...1_120).contains(others.count { $0 == .dropAfter }))
    }

    @Test("Rates of 0 and 1 hit nothing and everything")
    func extremes() {
        #expect(
            faults(FaultPlan([.rate(0, of: nil, .dropAfter)]), create, calls: 500).allSatisfy { $0 == nil })
        #expect(
            faults(FaultPlan([.rate(1, of: nil, .dropAfter)]), create, calls: 500).allSatisfy {
                $0 == .dropAfter
            })
    }

    @Test("The same seed gives the same faults, another seed others")
    func seeds() {
        func plan(_ seed: UInt64) -> FaultPlan { FaultPlan([.rate(0.5, of: nil, .dropBefore)], seed: seed) }
        #expect(faults(plan(1), create, calls: 64) == faults(plan(1), create, calls: 64))
        #expect(faults(plan(1), create, calls: 64) != faults(plan(2), create, calls: 64))
        #expect(faults(plan(1), create, calls: 64) != faults(plan(1), .listFiles, calls: 64))
    }

    @Test("A custom rule sees the call, and its chance depends on seed and call alone")
    func custom() {
        let plan = FaultPlan(
            [
                .custom { call, random in
                    call.number > 2 ? .slow(.milliseconds(Int64(random.nextFraction() * 1_000))) : nil
                }
            ], seed: 9)
        let once = faults(plan, create, calls: 6)
        #expect(once.prefix(2).allSatisfy { $0 == nil })
        #expect(Set(once.dropFirst(2)).count == 4)
        #expect(faults(plan, create, calls: 6) == once)
    }
}
