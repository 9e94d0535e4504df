// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <kernel/string.hpp>

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

Result<> String::grow(usize characters, Gfp flags)
{
	if (characters >= most)
		return EOVERFLOW;
	// The NUL included.
	usize wanted = characters + 1;
	if (wanted < capacity_ * 2)
		wanted = capacity_ * 2;
	if (wanted < 16)
		wanted = 16;
	if (wanted > most)
		wanted = most;
	char *fresh = static_cast<char *>(::krealloc(data_, wanted, flags.bits()));
	if (!fresh)
		return ENOMEM;
	if (!data_)
		*fresh = '\0';
	data_ = fresh;
	capacity_ = wanted;
	return ok;
}

Result<> String::reserve(usize more, Gfp flags)
{
	if (data_ && more < capacity_ - size_)
		return ok;
	if (more > most - size_)
		return EOVERFLOW;
	return grow(size_ + more, flags);
}

Result<> String::append(BStr text, Gfp flags)
{
	if (text.contains('\0'))
		return EINVAL;
	// What is appended may be a part of this text, which moves when it grows.
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
	// The first try measures when there is too little room, the second has enough. Should an argument
	// grow in between, the text is cut.
	for (int round = 0;; round++) {
		const usize room = data_ ? capacity_ - size_ : 0;
		__builtin_va_list args;

		__builtin_va_start(args, format);
		const int size = ::vsnprintf(data_ ? data_ + size_ : nullptr, room, format,
					     reinterpret_cast<struct ::__va_list_tag *>(args));
		__builtin_va_end(args);
		const usize needed = static_cast<usize>(size);
		if (needed < room || (round && room)) {
			// A `{:c}` of 0 ends the text early.
			size_ += ::strnlen(data_ + size_, room);
			return ok;
		}
		// The measuring try wrote what there was room for.
		if (data_)
			data_[size_] = '\0';
		TRY(reserve(needed, flags));
	}
}

Result<CString> String::into_cstring(Gfp flags) &&
{
	TRY(reserve(0, flags));
	size_ = capacity_ = 0;
	// SAFETY: the invariant says that data_ is such a text; this String forgets it here.
	return CString::from_raw(unsafe, std::exchange(data_, nullptr));
}

} // namespace kernel
