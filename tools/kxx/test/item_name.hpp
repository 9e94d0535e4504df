// SPDX-License-Identifier: GPL-2.0
//! The name of the item that a declaration declares.
#pragma once

#include <string>

namespace kxx::test {

/// The name in a declaration of C++ that ends at its first `{` or `;`, or in a #define: of a class, alias or namespace,
/// else of a function or variable. Empty if it has none; "operator" for an operator of signs.
std::string item_name(std::string declaration);

} // namespace kxx::test
