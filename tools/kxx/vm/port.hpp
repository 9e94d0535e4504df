// SPDX-License-Identifier: GPL-2.0
//! A serial port of the guest.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kxx::vm {

/// Our end of the socket pair that QEMU connects with a port.
class Port {
public:
	Port();
	~Port();
	Port(const Port &) = delete;
	Port &operator=(const Port &) = delete;

	int fd() const { return ours_; }
	int theirs() const { return theirs_; }
	/// Call it when QEMU has inherited its end.
	void close_theirs();

	/// Reads the available data; returns false at the end of the stream.
	bool read_more();
	/// Reads until no data is available.
	void read_all();
	void send(std::string_view bytes);

	/// Takes the next complete line out of the data that was read.
	std::optional<std::string> line();
	/// Takes the rest, which no line feed ends.
	std::optional<std::string> last_line();
	/// Takes all data that was read, as it is.
	std::string bytes();

private:
	int ours_ = -1, theirs_ = -1;
	std::string pending_;
};

} // namespace kxx::vm
