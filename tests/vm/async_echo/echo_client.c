// SPDX-License-Identifier: GPL-2.0
/*
 * Clients of an echo server at 127.0.0.1.
 *
 *   echo_client PORT many COUNT     COUNT connections at once; each sends words of its own, several times
 *   echo_client PORT large BYTES    sends and receives at the same time, compares each byte, ends its side first
 *   echo_client PORT flood          sends and never reads, until it is killed
 *   echo_client PORT reset          sends, and resets the connection with the answer unread
 *   echo_client PORT hold COUNT     COUNT connections that send something, and wait until the server ends them
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int port;

static void fail(const char *what)
{
	fprintf(stderr, "echo_client: %s: %s\n", what, strerror(errno));
	exit(1);
}

static int connected(void)
{
	struct sockaddr_in address = {
		.sin_family = AF_INET,
		.sin_port = htons(port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	if (fd < 0)
		fail("socket");
	if (connect(fd, (struct sockaddr *)&address, sizeof(address)))
		fail("connect");
	return fd;
}

static void send_all(int fd, const char *data, size_t size)
{
	while (size) {
		ssize_t now = write(fd, data, size);

		if (now <= 0)
			fail("write");
		data += now;
		size -= now;
	}
}

static void expect(int fd, const char *data, size_t size)
{
	char got[256];

	while (size) {
		ssize_t now = read(fd, got, size < sizeof(got) ? size : sizeof(got));

		if (now < 0)
			fail("read");
		if (!now || memcmp(got, data, now)) {
			errno = 0;
			fail(now ? "other bytes came back" : "the end came too early");
		}
		data += now;
		size -= now;
	}
}

static void many(int count)
{
	int *fd = calloc(count, sizeof(int));
	char words[64];

	for (int i = 0; i < count; i++)
		fd[i] = connected();
	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < count; i++) {
			int size = snprintf(words, sizeof(words), "client %d, round %d", i, round);

			send_all(fd[i], words, size);
		}
		/* Reads the answers in another order than the questions. */
		for (int i = count - 1; i >= 0; i--) {
			int size = snprintf(words, sizeof(words), "client %d, round %d", i, round);

			expect(fd[i], words, size);
		}
	}
	for (int i = 0; i < count; i++)
		close(fd[i]);
	printf("%d clients\n", count);
}

/* The byte at a position: no two blocks are alike. */
static unsigned char byte_at(size_t place)
{
	return (unsigned char)(place * 2654435761u >> 13);
}

static void large(size_t total)
{
	unsigned char buffer[8192];
	size_t sent = 0, got = 0;
	int fd = connected(), ended = 0;

	fcntl(fd, F_SETFL, O_NONBLOCK);
	while (!ended) {
		struct pollfd poller = { .fd = fd, .events = POLLIN };
		ssize_t now;

		if (sent < total)
			poller.events |= POLLOUT;
		if (poll(&poller, 1, 20000) <= 0)
			fail("poll");
		if (poller.revents & POLLOUT) {
			size_t size = total - sent < sizeof(buffer) ? total - sent : sizeof(buffer);

			for (size_t i = 0; i < size; i++)
				buffer[i] = byte_at(sent + i);
			now = write(fd, buffer, size);
			if (now < 0 && errno != EAGAIN)
				fail("write");
			if (now > 0)
				sent += now;
			/* The rest of the answer arrives although this side has ended. */
			if (sent == total && shutdown(fd, SHUT_WR))
				fail("shutdown");
		}
		if (poller.revents & (POLLIN | POLLHUP | POLLERR)) {
			now = read(fd, buffer, sizeof(buffer));
			if (now < 0 && errno != EAGAIN)
				fail("read");
			for (ssize_t i = 0; i < now; i++) {
				if (buffer[i] == byte_at(got + i))
					continue;
				fprintf(stderr, "echo_client: byte %zu differs\n", got + i);
				exit(1);
			}
			if (now > 0)
				got += now;
			ended = now == 0;
		}
	}
	if (got != total) {
		fprintf(stderr, "echo_client: %zu of %zu bytes came back\n", got, total);
		exit(1);
	}
	close(fd);
	printf("%zu bytes\n", got);
}

static void flood(void)
{
	char buffer[4096] = "";
	int fd = connected();

	printf("flooding\n");
	fflush(stdout);
	for (;;)
		send_all(fd, buffer, sizeof(buffer));
}

static void reset(void)
{
	struct linger now = { .l_onoff = 1, .l_linger = 0 };
	int fd = connected();

	send_all(fd, "unheard", 7);
	if (setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof(now)))
		fail("SO_LINGER");
	close(fd);
}

static void hold(int count)
{
	int *fd = calloc(count, sizeof(int));
	char byte;

	for (int i = 0; i < count; i++) {
		fd[i] = connected();
		send_all(fd[i], "held", 4);
		expect(fd[i], "held", 4);
	}
	printf("holding\n");
	fflush(stdout);
	for (int i = 0; i < count; i++) {
		if (read(fd[i], &byte, 1) > 0) {
			fprintf(stderr, "echo_client: more than was sent\n");
			exit(1);
		}
		close(fd[i]);
	}
	printf("all ended\n");
}

int main(int argc, char **argv)
{
	const char *what = argc > 2 ? argv[2] : "";
	long number = argc > 3 ? atol(argv[3]) : 0;

	port = argc > 1 ? atoi(argv[1]) : 0;
	if (!strcmp(what, "many"))
		many(number);
	else if (!strcmp(what, "large"))
		large(number);
	else if (!strcmp(what, "flood"))
		flood();
	else if (!strcmp(what, "reset"))
		reset();
	else if (!strcmp(what, "hold"))
		hold(number);
	else
		return 2;
	return 0;
}
