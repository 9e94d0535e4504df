// SPDX-License-Identifier: GPL-2.0
/* Polls a device in every possible way, unplugs it meanwhile, and closes its files in both orders. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <unistd.h>

static int failures;

#define check(condition)                                                                     \
	do {                                                                                 \
		errno = 0;                                                                   \
		if (!(condition)) {                                                          \
			printf("line %d: %s (errno %d)\n", __LINE__, #condition, errno);     \
			__atomic_add_fetch(&failures, 1, __ATOMIC_RELAXED);                  \
		}                                                                            \
	} while (0)

#define LIMIT 60000 /* ms: nothing here takes that long unless a wake-up is lost */

static int device(void)
{
	int fd = open("/dev/poll-unplug", O_RDWR);

	check(fd >= 0);
	return fd;
}

static void *polls(void *unused)
{
	struct pollfd file = { device(), POLLIN, 0 };

	check(poll(&file, 1, LIMIT) == 1 && file.revents == POLLHUP);
	close(file.fd);
	return unused;
}

static void *selects(void *unused)
{
	struct timeval limit = { LIMIT / 1000, 0 };
	int fd = device();
	fd_set set;

	FD_ZERO(&set);
	FD_SET(fd, &set);
	check(select(fd + 1, &set, NULL, NULL, &limit) == 1 && FD_ISSET(fd, &set));
	close(fd);
	return unused;
}

/* Is on the queues of the device while it is in the poll() of another file, which sleeps. */
static void *polls_two(void *slow)
{
	struct pollfd files[2] = { { device(), POLLIN, 0 }, { *(int *)slow, POLLIN, 0 } };

	check(poll(files, 2, LIMIT) == 1 && files[0].revents == POLLHUP);
	close(files[0].fd);
	return NULL;
}

/* The device's file is in an epoll, which is in another epoll; `order` says which is closed first. */
static void *waits(void *order)
{
	int fd = device(), inner = epoll_create1(0), outer = epoll_create1(0);
	struct epoll_event event = { .events = EPOLLIN | EPOLLET };

	check(epoll_ctl(inner, EPOLL_CTL_ADD, fd, &event) == 0);
	event.events = EPOLLIN;
	check(epoll_ctl(outer, EPOLL_CTL_ADD, inner, &event) == 0);
	check(epoll_wait(outer, &event, 1, LIMIT) == 1 && event.events == EPOLLIN);
	check(epoll_wait(inner, &event, 1, LIMIT) == 1 && event.events == EPOLLHUP);
	close(order ? fd : inner);
	close(order ? inner : fd);
	close(outer);
	return NULL;
}

int main(void)
{
	pthread_t threads[8];
	int slow = open("/dev/poll-unplug-slow", O_RDWR), fd = device(), count = 0;

	check(slow >= 0);
	pthread_create(&threads[count++], NULL, polls, NULL);
	pthread_create(&threads[count++], NULL, polls, NULL);
	pthread_create(&threads[count++], NULL, selects, NULL);
	pthread_create(&threads[count++], NULL, polls_two, &slow);
	pthread_create(&threads[count++], NULL, polls_two, &slow);
	pthread_create(&threads[count++], NULL, waits, NULL);
	pthread_create(&threads[count++], NULL, waits, &fd);
	usleep(500000); /* for them to get there; when they do not, less is tried, and nothing fails */
	check(write(fd, "x", 1) == 1);
	check(write(fd, "x", 1) == -1 && errno == ENODEV);
	close(fd);
	usleep(300000);
	check(write(slow, "x", 1) == 1);
	while (count)
		pthread_join(threads[--count], NULL);
	close(slow);

	/* A later poll() reports at once that the device has gone. */
	struct pollfd late = { device(), POLLIN, 0 };
	check(poll(&late, 1, LIMIT) == 1 && late.revents == POLLHUP);
	close(late.fd);
	return failures ? 1 : 0;
}
