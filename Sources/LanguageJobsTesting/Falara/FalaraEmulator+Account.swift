/// A text in the target language that shows the style (Falara docs, Style References).
struct FalaraStyleReference: Sendable {
    let id: String
    let members: [String: EmulatorJSON]
    let created: Duration

    static let fields: [FalaraField] = [
        .required("name", .text(1...100)), .optional("description", .anyText),
        .required("content", .text(1...Int.max)),
    ]

    func json(_ form: FalaraForm) -> EmulatorJSON {
        .object(members.merging(["id": .string(id), "created_at": form.stamp(created)]) { $1 })
    }
}

/// A key that was made by a request.
struct FalaraKey: Sendable {
    let key: String
    let hash: String
    let name: String
    let created: Duration

    func json(_ form: FalaraForm) -> [String: EmulatorJSON] {
        ["key_hash": .string(hash), "name": .string(name), "created_at": form.stamp(created)]
    }
}

extension FalaraEmulator {
    func showAccount() throws -> FalaraOutcome {
        let prefix = plan.style == .first ? "" : "account_"
        return try FalaraOutcome(
            200,
            .object([
                "\(prefix)id": "acc_emulator", "\(prefix)name": "Emulator", "plan": .string(plan.accountPlan),
                "role": "owner",
            ]))
    }

    func showUsage() throws -> FalaraOutcome {
        try FalaraOutcome(
            200,
            .object([
                plan.style == .first ? "words_used" : "words_used_this_period": .integer(wordsBilled),
                "words_limit": plan.wordsLimit.map { .integer($0) } ?? .null,
                "plan": .string(plan.accountPlan), "bonus_words_available": .integer(0),
            ]))
    }

    /// The documents don't show an engine; inferred.
    func listEngines() throws -> FalaraOutcome {
        let engines = [("standard", "Standard"), ("premium", "Premium")].map { id, name in
            EmulatorJSON.object(["id": .string(id), "name": .string(name)])
        }
        return try FalaraOutcome(200, .object(["engines": .array(engines)]))
    }

    // MARK: Keys

    func listKeys() throws -> FalaraOutcome {
        try FalaraOutcome(200, .array(keys.map { .object($0.json(form)) }))
    }

    func addKey(_ name: String, at moment: Duration) throws -> FalaraOutcome {
        guard plan.accountPlan != "free" else {
            throw FalaraProblem(403, "API keys are not part of the free plan.")
        }
        guard keys.count < plan.maximumKeys else {
            throw FalaraProblem(403, .string("API key limit reached: \(plan.maximumKeys)."))
        }
        let letters = random.nextUUID().replacing("-", with: "").prefix(24)
        let key = FalaraKey(
            key: (plan.style == .first ? "sk_live_" : "fal_") + letters,
            hash: "sha256_\(nextHex())\(nextHex())",
            name: name, created: moment)
        keys.append(key)
        return try FalaraOutcome(201, .object(key.json(form).merging(["api_key": .string(key.key)]) { $1 }))
    }

    func revokeKey(_ hash: String) throws -> FalaraOutcome {
        guard let place = keys.firstIndex(where: { $0.hash == hash }) else { throw FalaraProblem.notFound }
        revokedKeys.insert(keys.remove(at: place).key)
        return try removed("API key revoked.")
    }

    // MARK: Style references

    func listStyleReferences() throws -> FalaraOutcome {
        try FalaraOutcome(200, form.list(styleReferences.map { $0.json(form) }))
    }

    func addStyleReference(_ body: FalaraBody, at moment: Duration) throws -> FalaraOutcome {
        let reference = FalaraStyleReference(id: "style_\(nextHex())", members: body.members, created: moment)
        styleReferences.append(reference)
        return try FalaraOutcome(201, reference.json(form))
    }

    func showStyleReference(_ id: String) throws -> FalaraOutcome {
        guard let reference = styleReferences.first(where: { $0.id == id }) else {
            throw FalaraProblem.notFound
        }
        return try FalaraOutcome(200, reference.json(form))
    }

    func removeStyleReference(_ id: String) throws -> FalaraOutcome {
        guard let place = styleReferences.firstIndex(where: { $0.id == id }) else {
            throw FalaraProblem.notFound
        }
        styleReferences.remove(at: place)
        return try removed("Style reference deleted.")
    }

    // MARK: Structure templates

    /// One template of the system's (Falara docs, Structure Templates; inferred: its words).
    private var templates: [(id: String, slug: String, json: EmulatorJSON)] {
        let fields: [(String, String, String, Int)] = [
            ("title", "Title", "text", 70), ("description", "Description", "textarea", 2000),
        ]
        let json = EmulatorJSON.object([
            "id": "tpl_product", "slug": "product-description", "name": "Product description",
            "description": "A title and a text for a product.", "scope": "system",
            "fields": .array(
                fields.map { key, label, type, length in
                    .object([
                        "key": .string(key), "label": .string(label), "type": .string(type),
                        "max_length": .integer(length),
                    ])
                }),
            "created_at": form.stamp(.zero),
        ])
        return [("tpl_product", "product-description", json)]
    }

    func listTemplates() throws -> FalaraOutcome {
        try FalaraOutcome(200, .array(templates.map(\.json)))
    }

    func showTemplate(_ name: String) throws -> FalaraOutcome {
        guard let template = templates.first(where: { $0.id == name || $0.slug == name }) else {
            throw FalaraProblem.notFound
        }
        return try FalaraOutcome(200, template.json)
    }
}
