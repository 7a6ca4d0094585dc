@_exported public import LanguageJobs
