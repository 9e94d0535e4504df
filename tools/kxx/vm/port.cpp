// SPDX-License-Identifier: GPL-2.0
#include "vm/port.hpp"

#include "common/failure.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace kxx::vm {

Port::Port()
{
	std::array<int, 2> pair{};

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()) != 0)
		throw Failure{ Fault::Environment, std::strerror(errno) };
	ours_ = pair[0];
	theirs_ = pair[1];
	fcntl(ours_, F_SETFL, O_NONBLOCK);
	// QEMU writes byte by byte, each of which the socket counts as a kilobyte. When it is full and we are slow, the
	// guest's console drops what it cannot write.
	const int size = 64 << 20;
	if (setsockopt(theirs_, SOL_SOCKET, SO_SNDBUFFORCE, &size, sizeof(size)) != 0)
		setsockopt(theirs_, SOL_SOCKET, SO_SNDBUF, &size, sizeof(size));
}

Port::~Port()
{
	close(ours_);
	close_theirs();
}

void Port::close_theirs()
{
	if (theirs_ >= 0)
		close(theirs_);
	theirs_ = -1;
}

bool Port::read_more()
{
	std::array<char, 16384> buffer;
	const ssize_t n = read(ours_, buffer.data(), buffer.size());

	if (n > 0)
		pending_.append(buffer.data(), n);
	return n > 0 || (n < 0 && (errno == EAGAIN || errno == EINTR));
}

void Port::read_all()
{
	for (std::size_t before = pending_.npos; pending_.size() != before;) {
		before = pending_.size();
		if (!read_more())
			return;
	}
}

void Port::send(std::string_view bytes)
{
	// Keys of a human, or one line: a full socket buffer does not happen, and a closed one shows up as the end of
	// the stream.
	(void)!::send(ours_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
}

std::optional<std::string> Port::line()
{
	const std::size_t end = pending_.find('\n');

	if (end == pending_.npos)
		return std::nullopt;
	std::string line = pending_.substr(0, end);
	pending_.erase(0, end + 1);
	std::erase(line, '\r');
	return line;
}

std::optional<std::string> Port::last_line()
{
	if (!pending_.empty())
		pending_ += '\n';
	return line();
}

std::string Port::bytes()
{
	return std::exchange(pending_, {});
}

} // namespace kxx::vm
