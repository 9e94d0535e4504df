// SPDX-License-Identifier: GPL-2.0 OR MIT
//! The names that security modules (SELinux, AppArmor) give to the credentials of a task.
//!
//! C: include/linux/security.h
#pragma once

#include <utility>

#include <helpers/cred.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/types.hpp>
#include <kernel/task/cred.hpp>
#include <kernel/text/bstr.hpp>

namespace kernel {

/// A security module's text for a secid. Use it for a log or for a process that asks, not for a
/// decision.
///
/// Invariants:
/// - `text_` was made by the security modules and is released once, or is null.
///
/// Example:
///     auto me = current();
///     auto context = SecurityContext::of(me.cred().secid());
///     test.expect(context.is_ok() || context.error() == EOPNOTSUPP || context.error() == EINVAL);
class [[nodiscard]] SecurityContext {
public:
	/// Asks the security modules for the text of `secid`.
	///
	/// Errors: EOPNOTSUPP: no security module has texts; EINVAL: there is no such secid; ENOMEM.
	/// Context: any; allocates without sleeping.
	static Result<SecurityContext> of(u32 secid)
	{
		char *text = nullptr;
		unsigned int size = 0;

		TRY(Result<>::from_c(::kxx_secid_to_text(secid, &text, &size)));
		return { std::in_place, text, size };
	}
	SecurityContext(SecurityContext &&other) noexcept
		: text_(std::exchange(other.text_, nullptr)), size_(other.size_)
	{
	}
	SecurityContext &operator=(SecurityContext &&) = delete;
	~SecurityContext()
	{
		if (text_)
			::kxx_release_security_text(text_, size_);
	}

	/// The text. Some modules include a NUL at its end.
	BStr text() const & __lifetimebound
	{
		// SAFETY: so many bytes, which stay until the destructor.
		return BStr::of(unsafe, text_, size_);
	}
	BStr text() && = delete;

private:
	template <typename>
	friend class Result;
	SecurityContext(char *text, unsigned int size) : text_(text), size_(size) {}

	char *text_;
	unsigned int size_;
};

} // namespace kernel
