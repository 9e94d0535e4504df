// SPDX-License-Identifier: GPL-2.0
//! Writes the C++ headers, the shims, the assertions and the report.
#pragma once

#include "model.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace kxx::bindgen {

/// Writes include/, shims.tsv, names.tsv under `output`; returns the headers written,
/// relative to include/. `home_list` is bindings/homes.txt, or empty.
std::vector<std::string> emit_headers(const Model &model, const std::filesystem::path &home_list,
				      const std::filesystem::path &output);

/// Writes layout/layout.c (needs `input`, the C text that includes the headers) and
/// layout/layout.cpp. Returns the number of assertions in C.
unsigned emit_layout(const Model &model, const std::string &input, const std::vector<std::string> &headers,
		     const std::filesystem::path &output);

/// Writes report.json and layout/types.tsv.
void emit_report(const Model &model, unsigned assertions, const std::filesystem::path &output);

} // namespace kxx::bindgen
