// SPDX-License-Identifier: GPL-2.0
#include "run.hpp"

#include <algorithm>
#include <functional>

#include <clang/AST/ASTConsumer.h>
#include <clang/Basic/DiagnosticIDs.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/FrontendActions.h>
#include <clang/Tooling/Tooling.h>
#include <llvm/Support/VirtualFileSystem.h>

#include "loans/types.hpp"
#include "rule.hpp"
#include "unit.hpp"

namespace kxx::check {
namespace {

using Analyses = std::vector<std::unique_ptr<Analysis>>;

Place place_of(const clang::Diagnostic &info)
{
	if (!info.hasSourceManager() || info.getLocation().isInvalid())
		return {};
	clang::SourceManager &sources = info.getSourceManager();
	clang::SourceLocation at = sources.getFileLoc(info.getLocation());
	auto entry = sources.getFileEntryRefForID(sources.getFileID(at));

	if (!entry)
		return {};
	return { entry->getFileEntry().tryGetRealPathName().str(), sources.getSpellingLineNumber(at),
		 sources.getSpellingColumnNumber(at) };
}

/// Keeps clang's errors and warnings.
class Listener : public clang::DiagnosticConsumer {
public:
	explicit Listener(const Job &job) : job_(job) {}

	std::vector<ClangWarning> warnings;
	std::vector<Finding> errors;

	void HandleDiagnostic(clang::DiagnosticsEngine::Level level, const clang::Diagnostic &info) override
	{
		DiagnosticConsumer::HandleDiagnostic(level, info);
		llvm::SmallString<256> text;
		info.FormatDiagnostic(text);
		Place place = place_of(info);

		switch (level) {
		case clang::DiagnosticsEngine::Note:
			if (last_is_error_ && !errors.empty())
				errors.back().trace.push_back({ place, text.str().str() });
			else if (!last_is_error_ && last_is_kept_ && !warnings.empty())
				warnings.back().notes.push_back({ place, text.str().str() });
			break;
		case clang::DiagnosticsEngine::Warning:
			last_is_error_ = false;
			last_is_kept_ =
				!library(place.file) && !(info.hasSourceManager() && info.getLocation().isValid() &&
							  info.getSourceManager().isInSystemHeader(info.getLocation()));
			if (!last_is_kept_)
				break;
			warnings.push_back(
				{ info.getDiags()->getDiagnosticIDs()->getWarningOptionForDiag(info.getID()).str(),
				  place,
				  text.str().str(),
				  {} });
			break;
		case clang::DiagnosticsEngine::Error:
		case clang::DiagnosticsEngine::Fatal:
			last_is_error_ = true;
			errors.push_back({ "compile", Level::Error, place, {}, text.str().str(), {}, {} });
			break;
		default:
			break;
		}
	}

private:
	bool library(const std::string &file) const
	{
		return file.starts_with(job_.library + "/") && !job_.check_library;
	}

	const Job &job_;
	bool last_is_error_ = false;
	bool last_is_kept_ = false;
};

/// Hands a file to the analyses when it is parsed.
class Consumer : public clang::ASTConsumer {
public:
	Consumer(clang::CompilerInstance &compiler, const Job &job, Answer &answer, Analyses &analyses)
		: compiler_(compiler), job_(job), answer_(answer), analyses_(analyses)
	{
	}

	void HandleTranslationUnit(clang::ASTContext &) override
	{
		if (compiler_.getDiagnostics().hasErrorOccurred())
			return;
		loans::forget_classes();
		Unit unit(compiler_, job_, answer_);

		for (const std::unique_ptr<Analysis> &analysis : analyses_)
			analysis->check_file(unit);
	}

private:
	clang::CompilerInstance &compiler_;
	const Job &job_;
	Answer &answer_;
	Analyses &analyses_;
};

class Action : public clang::ASTFrontendAction {
public:
	Action(const Job &job, Answer &answer, Analyses &analyses) : job_(job), answer_(answer), analyses_(analyses) {}

	std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &compiler,
							      llvm::StringRef) override
	{
		return std::make_unique<Consumer>(compiler, job_, answer_, analyses_);
	}

private:
	const Job &job_;
	Answer &answer_;
	Analyses &analyses_;
};

/// The arguments for clang 22, from those of the module's compiler.
std::vector<std::string> arguments_of(const Source &source, const Analyses &analyses)
{
	std::vector<std::string> arguments{ "clang++" };

	for (std::size_t i = 1; i < source.arguments.size(); i++) {
		const std::string &word = source.arguments[i];

		if (word == "-o" || word == "-MF" || word == "-MT" || word == "-MQ") {
			i++;
			continue;
		}
		// With these two, std::move and memcpy are functions of which clang knows nothing. Warnings are those
		// that the analyses ask for.
		if (word == "-c" || word == "-ffreestanding" || word == "-fno-builtin" || word == "-Werror" ||
		    word.starts_with("-Werror=") || word.starts_with("-W") || word.starts_with("-M") ||
		    word == source.file)
			continue;
		arguments.push_back(word);
	}
	arguments.insert(arguments.end(),
			 { "-resource-dir", KXX_CLANG_RESOURCES, "-fsyntax-only", "-Wno-everything",
			   "-Wno-unknown-warning-option", "-Wno-ignored-optimization-argument", "-Qunused-arguments" });
	for (const std::unique_ptr<Analysis> &analysis : analyses)
		for (std::string &word : analysis->clang_arguments())
			arguments.push_back(word);
	arguments.push_back(source.file);
	return arguments;
}

} // namespace

Answer run(const Job &job)
{
	Answer answer;
	Analyses analyses = make_analyses();

	for (const Source &source : job.sources) {
		Listener listener(job);
		auto base = llvm::vfs::createPhysicalFileSystem();

		base->setCurrentWorkingDirectory(source.directory);
		auto files = llvm::makeIntrusiveRefCnt<clang::FileManager>(
			clang::FileSystemOptions{ source.directory },
			llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>(base.release()));
		clang::tooling::ToolInvocation invocation(arguments_of(source, analyses),
							  std::make_unique<Action>(job, answer, analyses), files.get());

		invocation.setDiagnosticConsumer(&listener);
		invocation.run();
		answer.compile_errors.insert(answer.compile_errors.end(), listener.errors.begin(),
					     listener.errors.end());
		for (const ClangWarning &warning : listener.warnings)
			for (const std::unique_ptr<Analysis> &analysis : analyses)
				if (analysis->take_warning(warning, answer.findings))
					break;
	}
	for (const std::unique_ptr<Analysis> &analysis : analyses)
		analysis->check_module(answer.findings);
	std::ranges::stable_sort(answer.findings, std::less<>{}, &Finding::place);
	return answer;
}

} // namespace kxx::check
