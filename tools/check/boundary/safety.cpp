// SPDX-License-Identifier: GPL-2.0
//! The rule missing-safety: every use of `unsafe` argues in a comment why it is sound.
#include <clang/Lex/Lexer.h>

#include "boundary/walker.hpp"

namespace kxx::check::boundary {

void Walker::report_argument(clang::SourceLocation location, Comments::Argument argument, const std::string &what)
{
	if (argument == Comments::Argument::Given)
		return;
	const clang::FunctionDecl *in = function();
	const bool empty = argument == Comments::Argument::Empty;

	unit_.report({ .rule = "missing-safety",
		       .place = unit_.place(location),
		       .function = in ? name_of(in) : std::string(),
		       .message = what + (empty ? ", and the '// SAFETY:' comment above gives no reason"
						: ", without a '// SAFETY:' comment directly above"),
		       .help = "say why each condition in the 'Safety:' section of what is called holds here",
		       .trace = {} });
}

bool Walker::VisitExpr(clang::Expr *expression)
{
	if (expression->isTypeDependent() || !is_unsafe_tag(expression->getType()) ||
	    clang::isa<clang::ImplicitCastExpr>(expression) || expression->IgnoreImplicit() != expression)
		return true;
	// A copy of the tag that is passed on: the tag itself is among its operands.
	if (const auto *construct = clang::dyn_cast<clang::CXXConstructExpr>(expression);
	    construct && construct->getNumArgs() && !construct->isListInitialization())
		return true;
	if (is_users_own(expression->getExprLoc()))
		report_argument(expression->getExprLoc(), argument(expression->getExprLoc()), "this uses 'unsafe'");
	return true;
}

void take_census(Unit &unit)
{
	clang::SourceManager &sources = unit.sources();

	for (auto at = sources.fileinfo_begin(); at != sources.fileinfo_end(); ++at) {
		const clang::FileID file = sources.translateFile(at->first);

		if (file.isInvalid() || !unit.is_users(sources.getLocForStartOfFile(file)))
			continue;
		clang::Lexer lexer(file, sources.getBufferOrFake(file), sources, unit.context().getLangOpts());
		clang::Token token;
		unsigned count = 0;

		for (lexer.LexFromRawLexer(token); token.isNot(clang::tok::eof); lexer.LexFromRawLexer(token))
			count += token.is(clang::tok::raw_identifier) && token.getRawIdentifier() == "unsafe";
		unit.count_unsafe(unit.place(sources.getLocForStartOfFile(file)).file, count);
	}
}

} // namespace kxx::check::boundary
