struct Baseline { var rules: [PolicyRule] = []; var tiers: [TierMembership] = []; var skipped: [PolicyReview.SkippedRule] = []; init(_ e: SelectorEvaluation) {} }
