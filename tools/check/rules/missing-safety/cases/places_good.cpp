// SPDX-License-Identifier: GPL-2.0
//! The places where a SAFETY comment may stand. The word unsafe in a comment is no use of it. // CENSUS: 5
#include <kernel/memory/foreign.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

constexpr char title[] = "kxx";

class Banner final {
public:
	// SAFETY: title is a static array that ends with a NUL.
	Banner() : text_(CStr::from_raw(unsafe, title)) {}

	usize size(bool twice) const
	{
		// SAFETY: title is a static array that ends with a NUL.
		if (CStr::from_raw(unsafe, title).size() > 3)
			return 0;
		const usize more = text_.size() + // the text itself
				   // SAFETY: title ends with a NUL, which stands in the literal.
				   CStr::from_raw(unsafe, title).size();

		switch (twice) {
		// SAFETY: as above.
		case true:
			return CStr::from_raw(unsafe, title).size() * 2;
		case false:
			return more;
		}
		return CStr::from_raw(unsafe, title).size(); // SAFETY: the literal ends with a NUL
	}

private:
	CStr text_;
};

} // namespace

usize banner(bool twice);
usize banner(bool twice)
{
	return Banner().size(twice);
}
