// SPDX-License-Identifier: GPL-2.0
/*
 * Holds files open. Each line of standard input is a command; "done" on standard output ends the answer:
 *
 *	open PATH	opens it as soon as it exists: a directory to be read, a file for what its mode allows
 *	map PATH	maps it, closes it, and leaves the mapping to a child alone
 *	watch PATH	opens it, and leaves it to a child alone, which waits for it in epoll and in poll()
 *	use		reads or writes each file, and prints "PATH ERROR", with ERROR 0 if that works
 *	close TEXT	closes the files that have TEXT in their paths
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct held {
	char path[100];
	int fd; /* of what a child has: -1 */
	int access;
	pid_t child;
} files[50];
int count;

static void open_when_there(struct held *file)
{
	struct stat status;

	while (stat(file->path, &status))
		usleep(1000);
	if (S_ISDIR(status.st_mode))
		file->access = O_DIRECTORY;
	else
		file->access = !(status.st_mode & S_IWUSR) ? O_RDONLY : status.st_mode & S_IRUSR ? O_RDWR : O_WRONLY;
	file->fd = open(file->path, file->access);
	if (file->fd < 0) {
		printf("%s cannot be opened: %s\n", file->path, strerrorname_np(errno));
	} else if (!strncmp(file->path, "/dev/", 5)) {
		fcntl(file->fd, F_SETOWN, getpid());
		fcntl(file->fd, F_SETFL, O_ASYNC);
	}
}

static void map(struct held *file)
{
	char *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file->fd, 0);

	if (page == MAP_FAILED) {
		printf("%s cannot be mapped: %s\n", file->path, strerrorname_np(errno));
		return;
	}
	file->child = fork();
	if (!file->child) {
		close_range(0, ~0U, 0);
		for (;;) {
			*(volatile char *)page = 1;
			usleep(10000);
		}
	}
	munmap(page, 4096);
	close(file->fd);
	file->fd = -1;
}

static void watch(struct held *file)
{
	file->child = fork();
	if (!file->child) {
		struct epoll_event event = { .events = EPOLLIN };
		struct pollfd waits = { 0, POLLIN, 0 };

		dup2(file->fd, 0);
		close_range(1, ~0U, 0);
		epoll_ctl(epoll_create1(0), EPOLL_CTL_ADD, 0, &event);
		for (;;)
			poll(&waits, 1, -1);
	}
	close(file->fd);
	file->fd = -1;
}

static void use(struct held *file)
{
	char bytes[10] = "1\n";
	struct pollfd waits = { file->fd, POLLIN, 0 };
	ssize_t done;

	if (file->fd < 0 || file->access == O_DIRECTORY)
		return;
	done = file->access == O_RDONLY ? read(file->fd, bytes, 10) : write(file->fd, bytes, 2);
	printf("%s %s\n", file->path, done < 0 ? strerrorname_np(errno) : "0");
	if (!strncmp(file->path, "/dev/", 5) && (poll(&waits, 1, 0) != 1 || waits.revents != POLLIN))
		printf("%s: poll says %d\n", file->path, waits.revents);
}

static void release(struct held *file)
{
	if (file->fd >= 0) {
		close(file->fd);
	} else if (file->child) {
		kill(file->child, SIGKILL);
		waitpid(file->child, NULL, 0);
	}
	*file = (struct held){ .fd = -1 };
}

int main(void)
{
	char command[20], text[100];

	signal(SIGIO, SIG_IGN);
	setvbuf(stdin, NULL, _IONBF, 0);
	setvbuf(stdout, NULL, _IOLBF, 0);
	while (scanf("%19s", command) == 1) {
		if (!strcmp(command, "use")) {
			for (int i = 0; i < count; i++)
				if (files[i].path[0])
					use(&files[i]);
		} else if (scanf("%99s", text) == 1 && !strcmp(command, "close")) {
			for (int i = 0; i < count; i++)
				if (strstr(files[i].path, text) && files[i].path[0])
					release(&files[i]);
		} else {
			struct held *file = &files[count++];

			strcpy(file->path, text);
			open_when_there(file);
			if (!strcmp(command, "map") && file->fd >= 0)
				map(file);
			if (!strcmp(command, "watch") && file->fd >= 0)
				watch(file);
		}
		puts("done");
	}
	return 0;
}
