// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <kernel/text/string.hpp>

namespace kernel {

Result<CString> CString::copy(BStr text, Gfp flags)
{
	if (text.contains('\0'))
		return EINVAL;
	char *made = static_cast<char *>(::kmalloc(text.size() + 1, flags.bits()));
	if (!made)
		return ENOMEM;
	if (!text.empty())
		__builtin_memcpy(made, text.data(), text.size());
	made[text.size()] = '\0';
	return CString(made);
}

Result<usize> String::capacity_for(usize more) const
{
	if (more >= most - size_ - 1)
		return EOVERFLOW;
	// Includes the NUL, and the byte that append_formatted() needs.
	usize wanted = size_ + more + 2;
	if (wanted < capacity_ * 2)
		wanted = capacity_ * 2;
	if (wanted < 16)
		wanted = 16;
	return wanted > most ? most : wanted;
}

Result<> String::reserve(usize more, Gfp flags)
{
	if (data_ && more < capacity_ - size_ - 1)
		return ok;
	const usize wanted = TRY(capacity_for(more));
	char *fresh = static_cast<char *>(::krealloc(data_, wanted, flags.bits()));
	if (!fresh)
		return ENOMEM;
	if (!data_)
		*fresh = '\0';
	data_ = fresh;
	capacity_ = wanted;
	return ok;
}

Result<> String::append(BStr text, Gfp flags)
{
	if (text.contains('\0'))
		return EINVAL;
	// The appended text may be part of this text, which moves when it grows.
	const bool own = data_ && text.data() >= data_ && text.data() <= data_ + size_;
	const usize offset = own ? static_cast<usize>(text.data() - data_) : 0;

	TRY(reserve(text.size(), flags));
	__builtin_memmove(data_ + size_, own ? data_ + offset : text.data(), text.size());
	size_ += text.size();
	data_[size_] = '\0';
	return ok;
}

Result<> String::push(char c, Gfp flags)
{
	if (!c)
		return EINVAL;
	TRY(reserve(1, flags));
	data_[size_++] = c;
	data_[size_] = '\0';
	return ok;
}

Result<> String::append_formatted(Gfp flags, const char *format, ...)
{
	// An argument may be this text, or a part of it. So the text and its NUL stay unchanged and
	// in place until all arguments have been read: the new text starts after the NUL.
	const usize room = data_ ? capacity_ - size_ - 1 : 0;
	__builtin_va_list args;

	__builtin_va_start(args, format);
	const int size = ::vsnprintf(room ? data_ + size_ + 1 : nullptr, room, format, args);
	__builtin_va_end(args);
	const usize needed = static_cast<usize>(size);
	if (needed < room) {
		// A `{:c}` of 0 ends the text early.
		const usize made = ::strnlen(data_ + size_ + 1, room);

		__builtin_memmove(data_ + size_, data_ + size_ + 1, made + 1);
		size_ += made;
		return ok;
	}

	// The first call only measured. If an argument grows in between, the text is cut.
	const usize wanted = TRY(capacity_for(needed));
	char *fresh = static_cast<char *>(::kmalloc(wanted, flags.bits()));
	if (!fresh)
		return ENOMEM;
	if (size_)
		__builtin_memcpy(fresh, data_, size_);
	const usize space = wanted - size_ - 1;
	__builtin_va_start(args, format);
	::vsnprintf(fresh + size_, space, format, args);
	__builtin_va_end(args);
	::kfree(data_);
	data_ = fresh;
	capacity_ = wanted;
	size_ += ::strnlen(fresh + size_, space);
	return ok;
}

Result<CString> String::into_cstring(Gfp flags) &&
{
	TRY(reserve(0, flags));
	size_ = capacity_ = 0;
	// SAFETY: the invariant says that data_ is such a text; this String forgets it here.
	return CString::from_raw(unsafe, std::exchange(data_, nullptr));
}

} // namespace kernel
