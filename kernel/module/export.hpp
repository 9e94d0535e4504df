// SPDX-License-Identifier: GPL-2.0 OR MIT
//! C++ symbols that other modules may use.
//!
//! C: include/linux/export.h
#pragma once

#include <type_traits>

#include <kernel/base/types.hpp>

namespace kernel::detail {

/// The record that EXPORT_SYMBOL leaves for the link step (tools/kxx/link/exports.cpp reads it).
template <typename T>
struct ExportRecord {
	T *address;
	u64 signature;
	u64 gpl_only;
};

constexpr u64 mix(u64 hash, u64 value)
{
	for (int byte = 0; byte < 8; byte++, value >>= 8)
		hash = (hash ^ (value & 0xff)) * 0x100000001b3;
	return hash;
}

/// A hash that changes with the name, the size or the alignment of T (or of the type that it points
/// to).
template <typename T>
consteval u64 type_signature(u64 hash)
{
	using Bare = std::remove_cv_t<std::remove_reference_t<T>>;

	if constexpr (std::is_pointer_v<Bare>)
		return type_signature<std::remove_pointer_t<Bare>>(mix(hash, '*'));
	else if constexpr (std::is_void_v<Bare> || std::is_function_v<Bare>)
		return mix(hash, 'v');
	else if constexpr (requires { sizeof(Bare); })
		return mix(mix(hash, sizeof(Bare)), alignof(Bare));
	else
		return mix(hash, '?');
}

template <typename R, typename... Args>
consteval u64 signature_of(R (*)(Args...))
{
	u64 hash = type_signature<R>(0xcbf29ce484222325);

	((hash = type_signature<Args>(mix(hash, ','))), ...);
	for (const char *c = __PRETTY_FUNCTION__; *c; c++)
		hash = mix(hash, *c);
	return hash;
}
template <typename T>
	requires(!std::is_function_v<T>)
consteval u64 signature_of(T *)
{
	u64 hash = type_signature<T>(0xcbf29ce484222325);

	for (const char *c = __PRETTY_FUNCTION__; *c; c++)
		hash = mix(hash, *c);
	return hash;
}

template <typename T>
consteval ExportRecord<T> export_record(T *address, bool gpl_only)
{
	return { address, signature_of(address), gpl_only };
}

} // namespace kernel::detail

#define KXX_EXPORT_NAME(counter) KXX_EXPORT_NAME_(counter)
#define KXX_EXPORT_NAME_(counter) kxx_export_##counter
#define KXX_EXPORT(symbol, gpl_only)                                                                                  \
	[[gnu::section(".discard.kxx_export"), gnu::used]] static constinit const auto KXX_EXPORT_NAME(__COUNTER__) = \
		::kernel::detail::export_record(&symbol, gpl_only)

/// Offers a function or variable to other modules. Write `EXPORT_SYMBOL_GPL(counter::next);` in a
/// .cpp file at namespace scope, and the declaration in a header that both modules include. Under
/// MODVERSIONS, the symbol's CRC changes with the types in its signature.
#define EXPORT_SYMBOL(symbol) KXX_EXPORT(symbol, false)
#define EXPORT_SYMBOL_GPL(symbol) KXX_EXPORT(symbol, true)
