extension FalaraRoutes {
    func others(_ path: [String]) -> Methods {
        switch (path.count, path.first) {
        case (1, "style-references"): styleReferences
        case (2, "style-references"): styleReference(path[1])
        case (1, "structure-templates"):
            [
                .get: FalaraEndpoint(.falara("GET /structure-templates")) { falara, _, _ in
                    try falara.listTemplates()
                }
            ]
        case (2, "structure-templates"):
            [
                .get: FalaraEndpoint(.falara("GET /structure-templates/{id}"), subject: path[1]) {
                    falara, _, _ in
                    try falara.showTemplate(path[1])
                }
            ]
        case (1, "engines"):
            [.get: FalaraEndpoint(.falara("GET /engines")) { falara, _, _ in try falara.listEngines() }]
        case (1, "account"):
            [.get: FalaraEndpoint(.falara("GET /account")) { falara, _, _ in try falara.showAccount() }]
        case (2, "account") where path[1] == "usage":
            [.get: FalaraEndpoint(.falara("GET /account/usage")) { falara, _, _ in try falara.showUsage() }]
        case (1, "detect-language"): [.post: detectLanguage]
        case (1, "api-keys"): keys
        case (2, "api-keys"):
            [
                .delete: FalaraEndpoint(.falara("DELETE /api-keys/{id}"), subject: path[1]) { falara, _, _ in
                    try falara.revokeKey(path[1])
                }
            ]
        case (2, "webhooks") where path[1] == "config": webhooks
        default: [:]
        }
    }

    private var styleReferences: Methods {
        [
            .get: FalaraEndpoint(.falara("GET /style-references")) { falara, _, _ in
                try falara.listStyleReferences()
            },
            .post: body(.falara("POST /style-references"), FalaraStyleReference.fields) { body in
                { falara, _, moment in try falara.addStyleReference(body, at: moment) }
            },
        ]
    }

    private func styleReference(_ id: String) -> Methods {
        [
            .get: FalaraEndpoint(.falara("GET /style-references/{id}"), subject: id) { falara, _, _ in
                try falara.showStyleReference(id)
            },
            .delete: FalaraEndpoint(.falara("DELETE /style-references/{id}"), subject: id) { falara, _, _ in
                try falara.removeStyleReference(id)
            },
        ]
    }

    private var detectLanguage: FalaraEndpoint {
        body(.falara("POST /detect-language"), [.required("text", .text(3...Int.max))]) { body in
            let answer = FalaraLanguageGuess(body.string("text") ?? "").json
            return { _, _, _ in try FalaraOutcome(200, answer) }
        }
    }

    private var keys: Methods {
        [
            .get: FalaraEndpoint(.falara("GET /api-keys")) { falara, _, _ in try falara.listKeys() },
            .post: body(.falara("POST /api-keys"), [.required("name", .text(1...100))]) { body in
                { falara, _, moment in try falara.addKey(body.string("name") ?? "", at: moment) }
            },
        ]
    }

    private var webhooks: Methods {
        let style = plan.style
        return [
            .get: FalaraEndpoint(.falara("GET /webhooks/config")) { falara, caller, _ in
                try falara.showWebhook(caller)
            },
            .put: body(.falara("PUT /webhooks/config"), FalaraWebhook.fields(style)) { body in
                let (url, secret) = try FalaraWebhook.checked(body)
                return { falara, caller, moment in
                    try falara.setWebhook(url, secret, caller, at: moment)
                }
            },
            .delete: FalaraEndpoint(.falara("DELETE /webhooks/config")) { falara, caller, moment in
                try falara.removeWebhook(caller, at: moment)
            },
        ]
    }
}
