// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/text/string.hpp refuses.
#include <kernel/prelude.hpp>
#include <kernel/text/string.hpp>

using namespace kernel;

// REFUSED string_append_dropped: ignoring return|nodiscard
// A growth that failed must not be overlooked.
Result<> use(String &text)
{
#ifdef FIXED
	TRY(text.append("more", GFP_KERNEL));
#else
	text.append("more", GFP_KERNEL);
#endif
	return ok;
}

// REFUSED string_copied: use of deleted function
// Copying a text allocates, so the caller asks for it explicitly.
Result<CString> use(const CString &name)
{
#ifdef FIXED
	return CString::copy(name, GFP_KERNEL);
#else
	return CString(name);
#endif
}

// REFUSED string_view_of_temporary: use of deleted function
// A view does not outlive the text that it shows.
Result<usize> use()
{
#ifdef FIXED
	auto name = TRY(CString::format(fmt("disk{}", 1), GFP_KERNEL));
	CStr view = name.view();
#else
	CStr view = TRY(CString::format(fmt("disk{}", 1), GFP_KERNEL)).view();
#endif
	return view.size();
}

// REFUSED string_without_flags: no matching function|too few arguments
// Text that grows names its flags.
Result<> use(String &text)
{
#ifdef FIXED
	return text.append("more", GFP_KERNEL);
#else
	return text.append("more");
#endif
}
