// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Errors as values: every errno constant, with its name.
//!
//! C: include/uapi/asm-generic/errno-base.h, include/uapi/asm-generic/errno.h, include/linux/errno.h
#pragma once

#include <linux/errno.hpp>
#include <uapi/asm-generic/errno-base.hpp>
#include <uapi/asm-generic/errno.hpp>

#include <kernel/base/annotations.hpp>
#include <kernel/base/types.hpp>

namespace kernel {

/// The reason for a failure, such as EINVAL: one of the constants that are named after the kernel's
/// errnos.
///
/// Use Result to return it together with a value; there is no Error that means success.
///
/// Invariants:
/// - `value_` is between 1 and 4095 (MAX_ERRNO).
///
/// Example:
///     auto check = [](u32 width) -> Result<> {
///             if (width > 64)
///                     return EINVAL;
///             return ok;
///     };
///     test.expect_error(check(65), EINVAL);
///     test.expect_eq(EINVAL.name(), "EINVAL");
class Error {
public:
	/// Makes an Error from a constant of the errno headers. Any other number becomes EINVAL at
	/// run time, and does not compile in a constant.
	explicit constexpr Error(int errno_constant)
		: value_(errno_constant > 0 && errno_constant <= 4095 ? errno_constant : out_of_range())
	{
	}

	/// Converts a negative errno that C returned. Zero and positive values become EINVAL.
	static constexpr Error from_c(long returned)
	{
		return Error(returned < 0 && returned >= -4095 ? static_cast<int>(-returned) : 22);
	}

	/// The negative errno that C expects.
	constexpr int to_c() const { return -value_; }

	/// The positive constant, 22 for EINVAL.
	constexpr int value() const { return value_; }

	/// The constant's name, "EINVAL"; "error" for a value without one. Context: any.
	const char *name() const __atomic;

	friend constexpr bool operator==(Error, Error) = default;

	/// Refused: an Error has no sign.
	__refused("an Error has no sign: write `return ENOMEM;`") constexpr Error operator-() const { return *this; }

private:
	static constexpr int out_of_range()
	{
		if (__builtin_is_constant_evaluated())
			__builtin_unreachable(); // an Error is between 1 and 4095
		return 22;
	}

	int value_;
};

/// The kernel's errors, with their C names.
inline constexpr Error EPERM{ ::macro::EPERM };
inline constexpr Error ENOENT{ ::macro::ENOENT };
inline constexpr Error ESRCH{ ::macro::ESRCH };
inline constexpr Error EINTR{ ::macro::EINTR };
inline constexpr Error EIO{ ::macro::EIO };
inline constexpr Error ENXIO{ ::macro::ENXIO };
inline constexpr Error E2BIG{ ::macro::E2BIG };
inline constexpr Error ENOEXEC{ ::macro::ENOEXEC };
inline constexpr Error EBADF{ ::macro::EBADF };
inline constexpr Error ECHILD{ ::macro::ECHILD };
inline constexpr Error EAGAIN{ ::macro::EAGAIN };
inline constexpr Error ENOMEM{ ::macro::ENOMEM };
inline constexpr Error EACCES{ ::macro::EACCES };
inline constexpr Error EFAULT{ ::macro::EFAULT };
inline constexpr Error ENOTBLK{ ::macro::ENOTBLK };
inline constexpr Error EBUSY{ ::macro::EBUSY };
inline constexpr Error EEXIST{ ::macro::EEXIST };
inline constexpr Error EXDEV{ ::macro::EXDEV };
inline constexpr Error ENODEV{ ::macro::ENODEV };
inline constexpr Error ENOTDIR{ ::macro::ENOTDIR };
inline constexpr Error EISDIR{ ::macro::EISDIR };
inline constexpr Error EINVAL{ ::macro::EINVAL };
inline constexpr Error ENFILE{ ::macro::ENFILE };
inline constexpr Error EMFILE{ ::macro::EMFILE };
inline constexpr Error ENOTTY{ ::macro::ENOTTY };
inline constexpr Error ETXTBSY{ ::macro::ETXTBSY };
inline constexpr Error EFBIG{ ::macro::EFBIG };
inline constexpr Error ENOSPC{ ::macro::ENOSPC };
inline constexpr Error ESPIPE{ ::macro::ESPIPE };
inline constexpr Error EROFS{ ::macro::EROFS };
inline constexpr Error EMLINK{ ::macro::EMLINK };
inline constexpr Error EPIPE{ ::macro::EPIPE };
inline constexpr Error EDOM{ ::macro::EDOM };
inline constexpr Error ERANGE{ ::macro::ERANGE };
inline constexpr Error EDEADLK{ ::macro::EDEADLK };
inline constexpr Error ENAMETOOLONG{ ::macro::ENAMETOOLONG };
inline constexpr Error ENOLCK{ ::macro::ENOLCK };
inline constexpr Error ENOSYS{ ::macro::ENOSYS };
inline constexpr Error ENOTEMPTY{ ::macro::ENOTEMPTY };
inline constexpr Error ELOOP{ ::macro::ELOOP };
inline constexpr Error ENOMSG{ ::macro::ENOMSG };
inline constexpr Error EIDRM{ ::macro::EIDRM };
inline constexpr Error ECHRNG{ ::macro::ECHRNG };
inline constexpr Error EL2NSYNC{ ::macro::EL2NSYNC };
inline constexpr Error EL3HLT{ ::macro::EL3HLT };
inline constexpr Error EL3RST{ ::macro::EL3RST };
inline constexpr Error ELNRNG{ ::macro::ELNRNG };
inline constexpr Error EUNATCH{ ::macro::EUNATCH };
inline constexpr Error ENOCSI{ ::macro::ENOCSI };
inline constexpr Error EL2HLT{ ::macro::EL2HLT };
inline constexpr Error EBADE{ ::macro::EBADE };
inline constexpr Error EBADR{ ::macro::EBADR };
inline constexpr Error EXFULL{ ::macro::EXFULL };
inline constexpr Error ENOANO{ ::macro::ENOANO };
inline constexpr Error EBADRQC{ ::macro::EBADRQC };
inline constexpr Error EBADSLT{ ::macro::EBADSLT };
inline constexpr Error EBFONT{ ::macro::EBFONT };
inline constexpr Error ENOSTR{ ::macro::ENOSTR };
inline constexpr Error ENODATA{ ::macro::ENODATA };
inline constexpr Error ETIME{ ::macro::ETIME };
inline constexpr Error ENOSR{ ::macro::ENOSR };
inline constexpr Error ENONET{ ::macro::ENONET };
inline constexpr Error ENOPKG{ ::macro::ENOPKG };
inline constexpr Error EREMOTE{ ::macro::EREMOTE };
inline constexpr Error ENOLINK{ ::macro::ENOLINK };
inline constexpr Error EADV{ ::macro::EADV };
inline constexpr Error ESRMNT{ ::macro::ESRMNT };
inline constexpr Error ECOMM{ ::macro::ECOMM };
inline constexpr Error EPROTO{ ::macro::EPROTO };
inline constexpr Error EMULTIHOP{ ::macro::EMULTIHOP };
inline constexpr Error EDOTDOT{ ::macro::EDOTDOT };
inline constexpr Error EBADMSG{ ::macro::EBADMSG };
inline constexpr Error EOVERFLOW{ ::macro::EOVERFLOW };
inline constexpr Error ENOTUNIQ{ ::macro::ENOTUNIQ };
inline constexpr Error EBADFD{ ::macro::EBADFD };
inline constexpr Error EREMCHG{ ::macro::EREMCHG };
inline constexpr Error ELIBACC{ ::macro::ELIBACC };
inline constexpr Error ELIBBAD{ ::macro::ELIBBAD };
inline constexpr Error ELIBSCN{ ::macro::ELIBSCN };
inline constexpr Error ELIBMAX{ ::macro::ELIBMAX };
inline constexpr Error ELIBEXEC{ ::macro::ELIBEXEC };
inline constexpr Error EILSEQ{ ::macro::EILSEQ };
inline constexpr Error ERESTART{ ::macro::ERESTART };
inline constexpr Error ESTRPIPE{ ::macro::ESTRPIPE };
inline constexpr Error EUSERS{ ::macro::EUSERS };
inline constexpr Error ENOTSOCK{ ::macro::ENOTSOCK };
inline constexpr Error EDESTADDRREQ{ ::macro::EDESTADDRREQ };
inline constexpr Error EMSGSIZE{ ::macro::EMSGSIZE };
inline constexpr Error EPROTOTYPE{ ::macro::EPROTOTYPE };
inline constexpr Error ENOPROTOOPT{ ::macro::ENOPROTOOPT };
inline constexpr Error EPROTONOSUPPORT{ ::macro::EPROTONOSUPPORT };
inline constexpr Error ESOCKTNOSUPPORT{ ::macro::ESOCKTNOSUPPORT };
inline constexpr Error EOPNOTSUPP{ ::macro::EOPNOTSUPP };
inline constexpr Error EPFNOSUPPORT{ ::macro::EPFNOSUPPORT };
inline constexpr Error EAFNOSUPPORT{ ::macro::EAFNOSUPPORT };
inline constexpr Error EADDRINUSE{ ::macro::EADDRINUSE };
inline constexpr Error EADDRNOTAVAIL{ ::macro::EADDRNOTAVAIL };
inline constexpr Error ENETDOWN{ ::macro::ENETDOWN };
inline constexpr Error ENETUNREACH{ ::macro::ENETUNREACH };
inline constexpr Error ENETRESET{ ::macro::ENETRESET };
inline constexpr Error ECONNABORTED{ ::macro::ECONNABORTED };
inline constexpr Error ECONNRESET{ ::macro::ECONNRESET };
inline constexpr Error ENOBUFS{ ::macro::ENOBUFS };
inline constexpr Error EISCONN{ ::macro::EISCONN };
inline constexpr Error ENOTCONN{ ::macro::ENOTCONN };
inline constexpr Error ESHUTDOWN{ ::macro::ESHUTDOWN };
inline constexpr Error ETOOMANYREFS{ ::macro::ETOOMANYREFS };
inline constexpr Error ETIMEDOUT{ ::macro::ETIMEDOUT };
inline constexpr Error ECONNREFUSED{ ::macro::ECONNREFUSED };
inline constexpr Error EHOSTDOWN{ ::macro::EHOSTDOWN };
inline constexpr Error EHOSTUNREACH{ ::macro::EHOSTUNREACH };
inline constexpr Error EALREADY{ ::macro::EALREADY };
inline constexpr Error EINPROGRESS{ ::macro::EINPROGRESS };
inline constexpr Error ESTALE{ ::macro::ESTALE };
inline constexpr Error EUCLEAN{ ::macro::EUCLEAN };
inline constexpr Error ENOTNAM{ ::macro::ENOTNAM };
inline constexpr Error ENAVAIL{ ::macro::ENAVAIL };
inline constexpr Error EISNAM{ ::macro::EISNAM };
inline constexpr Error EREMOTEIO{ ::macro::EREMOTEIO };
inline constexpr Error EDQUOT{ ::macro::EDQUOT };
inline constexpr Error ENOMEDIUM{ ::macro::ENOMEDIUM };
inline constexpr Error EMEDIUMTYPE{ ::macro::EMEDIUMTYPE };
inline constexpr Error ECANCELED{ ::macro::ECANCELED };
inline constexpr Error ENOKEY{ ::macro::ENOKEY };
inline constexpr Error EKEYEXPIRED{ ::macro::EKEYEXPIRED };
inline constexpr Error EKEYREVOKED{ ::macro::EKEYREVOKED };
inline constexpr Error EKEYREJECTED{ ::macro::EKEYREJECTED };
inline constexpr Error EOWNERDEAD{ ::macro::EOWNERDEAD };
inline constexpr Error ENOTRECOVERABLE{ ::macro::ENOTRECOVERABLE };
inline constexpr Error ERFKILL{ ::macro::ERFKILL };
inline constexpr Error EHWPOISON{ ::macro::EHWPOISON };
inline constexpr Error ERESTARTSYS{ ::macro::ERESTARTSYS };
inline constexpr Error ERESTARTNOINTR{ ::macro::ERESTARTNOINTR };
inline constexpr Error ERESTARTNOHAND{ ::macro::ERESTARTNOHAND };
inline constexpr Error ENOIOCTLCMD{ ::macro::ENOIOCTLCMD };
inline constexpr Error ERESTART_RESTARTBLOCK{ ::macro::ERESTART_RESTARTBLOCK };
inline constexpr Error EPROBE_DEFER{ ::macro::EPROBE_DEFER };
inline constexpr Error EOPENSTALE{ ::macro::EOPENSTALE };
inline constexpr Error ENOPARAM{ ::macro::ENOPARAM };
inline constexpr Error EBADHANDLE{ ::macro::EBADHANDLE };
inline constexpr Error ENOTSYNC{ ::macro::ENOTSYNC };
inline constexpr Error EBADCOOKIE{ ::macro::EBADCOOKIE };
inline constexpr Error ENOTSUPP{ ::macro::ENOTSUPP };
inline constexpr Error ETOOSMALL{ ::macro::ETOOSMALL };
inline constexpr Error ESERVERFAULT{ ::macro::ESERVERFAULT };
inline constexpr Error EBADTYPE{ ::macro::EBADTYPE };
inline constexpr Error EJUKEBOX{ ::macro::EJUKEBOX };
inline constexpr Error EIOCBQUEUED{ ::macro::EIOCBQUEUED };
inline constexpr Error ERECALLCONFLICT{ ::macro::ERECALLCONFLICT };
inline constexpr Error EWOULDBLOCK = EAGAIN;
inline constexpr Error EDEADLOCK = EDEADLK;

} // namespace kernel
