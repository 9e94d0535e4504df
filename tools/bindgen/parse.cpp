// SPDX-License-Identifier: GPL-2.0
#include "parse.hpp"

#include "kbuild_flags.hpp"
#include "common/failure.hpp"
#include "parse/appended.hpp"
#include "parse/walk.hpp"

#include <memory>

#include <clang/AST/ASTConsumer.h>
#include <clang/Basic/DiagnosticIDs.h>
#include <clang/Basic/SourceManager.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/CompilerInvocation.h>
#include <clang/Frontend/FrontendActions.h>
#include <clang/Lex/PreprocessorOptions.h>
#include <llvm/Support/MemoryBuffer.h>

namespace kxx::bindgen {
namespace {

class Consumer : public clang::ASTConsumer {
public:
	Consumer(Model &model, const Appended &appended) : model_(model), appended_(appended) {}

	void HandleTranslationUnit(clang::ASTContext &context) override { Walk(model_, context, appended_).run(); }

private:
	Model &model_;
	const Appended &appended_;
};

class Action : public clang::ASTFrontendAction {
public:
	Action(Model &model, const Appended &appended) : model_(model), appended_(appended) {}

	std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &, llvm::StringRef) override
	{
		return std::make_unique<Consumer>(model_, appended_);
	}

private:
	Model &model_;
	const Appended &appended_;
};

/// Collects clang's errors about the kernel's headers.
class Diagnostics : public clang::DiagnosticConsumer {
public:
	Diagnostics(Model &model, const Appended &appended) : model_(model), appended_(appended) {}

	void HandleDiagnostic(clang::DiagnosticsEngine::Level level, const clang::Diagnostic &info) override
	{
		if (level < clang::DiagnosticsEngine::Error)
			return;
		std::string where;
		if (info.hasSourceManager() && info.getLocation().isValid()) {
			unsigned at = info.getSourceManager().getFileOffset(info.getLocation());

			if (at >= appended_.prototypes_start)
				return; // expected: a macro or prototype that is not an expression
			if (int file = file_at(model_, at); file >= 0)
				where = model_.files[file].path + ": ";
		}
		llvm::SmallString<128> text;
		info.FormatDiagnostic(text);
		model_.errors.push_back(where + text.str().str());
	}

private:
	Model &model_;
	const Appended &appended_;
};

/// Clang's arguments for C as the kernel's compiler understands it.
std::vector<const char *> arguments(const std::vector<std::string> &c_flags, const char *input)
{
	std::vector<const char *> args = { "-x",
					   "cpp-output",
					   "-std=gnu11",
					   "-w",
					   "-ferror-limit",
					   "0",
					   "-fno-spell-checking",
					   "-fgnuc-version=4.2.1",
					   "-Wno-error",
					   "-triple",
					   "x86_64-unknown-linux-gnu" };

	for (const std::string &flag : c_flags) {
		if (flag == "-fshort-wchar")
			args.insert(args.end(), { "-fwchar-type=short", "-fno-signed-wchar" });
		else if (flag == "-fms-extensions" || flag == "-fshort-enums")
			args.push_back(flag.c_str());
		else if (flag == "-funsigned-char")
			args.push_back("-fno-signed-char");
	}
	args.push_back(input);
	return args;
}

} // namespace

void parse(Model &model, const std::vector<std::string> &c_flags)
{
	constexpr char input[] = "kxx-input.i";
	const Appended appended = append_macros(model);
	clang::CompilerInstance instance;
	auto invocation = std::make_shared<clang::CompilerInvocation>();

	instance.createDiagnostics(new clang::IgnoringDiagConsumer);
	if (!clang::CompilerInvocation::CreateFromArgs(*invocation, arguments(c_flags, input),
						       instance.getDiagnostics()))
		throw Failure{ Fault::Environment, "clang refused its arguments" };
	invocation->getPreprocessorOpts().addRemappedFile(
		input, llvm::MemoryBuffer::getMemBufferCopy(model.text + appended.text).release());
	invocation->getFrontendOpts().SkipFunctionBodies = true;
	instance.setInvocation(invocation);
	Diagnostics diagnostics(model, appended);
	instance.createDiagnostics(&diagnostics, false);
	Action action(model, appended);
	if (!instance.ExecuteAction(action) && model.entities.empty())
		throw Failure{ Fault::Environment, "clang could not read the preprocessed headers" };
}

} // namespace kxx::bindgen
