// SPDX-License-Identifier: GPL-2.0
#include "elf/demangle.hpp"

#include <cstdlib>
#include <memory>
#include <string_view>

#include <cxxabi.h>

namespace kxx::elf {

bool is_mangled(const std::string &name)
{
	return name.starts_with("_Z");
}

std::string strip_clone(const std::string &name)
{
	static const std::string_view words[] = { "constprop", "isra",	     "part",  "cold",
						  "lto_priv",  "localalias", "clone", "llvm" };

	for (std::size_t dot = name.find('.', 1); dot != std::string::npos; dot = name.find('.', dot + 1)) {
		std::string_view rest = std::string_view(name).substr(dot + 1);

		if (!rest.empty() && rest.find_first_not_of("0123456789.") == std::string_view::npos)
			return name.substr(0, dot);
		for (std::string_view word : words)
			if (rest.starts_with(word))
				return name.substr(0, dot);
	}
	return name;
}

static std::string demangle_exact(const std::string &name)
{
	int status = 0;
	std::unique_ptr<char, void (*)(void *)> text(abi::__cxa_demangle(name.c_str(), nullptr, nullptr, &status),
						     std::free);

	return status == 0 && text ? std::string(text.get()) : name;
}

std::string demangle(const std::string &name)
{
	std::string plain = strip_clone(name);

	return is_mangled(plain) ? demangle_exact(plain) : plain;
}

std::string demangle_clone(const std::string &name)
{
	std::string plain = strip_clone(name);

	if (plain.size() == name.size())
		return demangle(name);
	return demangle(plain) + " [clone " + name.substr(plain.size()) + "]";
}

} // namespace kxx::elf
