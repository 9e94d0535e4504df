// SPDX-License-Identifier: GPL-2.0
/* Tests of /dev/misc-echo that a shell cannot do: a failed check prints what was wrong, and the program ends with 1. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "samples/misc_echo/misc_echo.h"

static int failures;

#define check(condition)                                                                     \
	do {                                                                                 \
		errno = 0;                                                                   \
		if (!(condition)) {                                                          \
			printf("line %d: %s (errno %d)\n", __LINE__, #condition, errno);     \
			failures++;                                                          \
		}                                                                            \
	} while (0)
#define fails(call, wanted) check((call) == -1 && errno == (wanted))

static int open_echo(int flags)
{
	int fd = open("/dev/misc-echo", O_RDWR | flags);

	if (fd < 0) {
		perror("/dev/misc-echo");
		exit(1);
	}
	return fd;
}

static void reads_what_was_written(void)
{
	char text[2000];
	int a = open_echo(O_NONBLOCK), b = open_echo(O_NONBLOCK);

	check(write(a, "hello", 5) == 5);
	fails(read(b, text, 5), EAGAIN); /* each open file has its own */
	check(read(a, text, 2) == 2 && !memcmp(text, "he", 2));
	check(read(a, text, sizeof(text)) == 3 && !memcmp(text, "llo", 3));
	fails(read(a, text, 1), EAGAIN);
	check(read(a, text, 0) == 0);
	check(write(a, text, 0) == 0);
	memset(text, 'x', sizeof(text));
	check(write(a, text, sizeof(text)) == 1024);
	fails(write(a, text, 1), EAGAIN);
	/* A stream has no positions. */
	fails(lseek(a, 0, SEEK_SET), ESPIPE);
	fails(pread(a, text, 1, 0), ESPIPE);
	struct iovec parts[2] = { { text, 1000 }, { text + 1000, 1000 } };
	check(readv(a, parts, 2) == 1024);
	/* dup() leads to the same open file. */
	int c = dup(a);
	check(write(c, "y", 1) == 1);
	close(c);
	check(read(a, text, 9) == 1 && text[0] == 'y');
	close(a);
	close(b);
}

static void bad_addresses(void)
{
	int fd = open_echo(O_NONBLOCK);
	long page = sysconf(_SC_PAGESIZE);
	char *two = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	char *kernel = (char *)0xffffffff81000000, *far = (char *)0x00007ffffffff000, *odd = (char *)0x8000000000000000;
	char *volatile nowhere = NULL;
	char text[200];
	struct echo_info info;

	munmap(two + page, page);
	fails(write(fd, nowhere, 5), EFAULT);
	fails(write(fd, kernel, 5), EFAULT);
	fails(write(fd, odd, 5), EFAULT);
	fails(write(fd, far, 5), EFAULT);
	/* Only 100 of these bytes can be read, so 100 are written. */
	memset(two, 'p', page);
	check(write(fd, two + page - 100, 200) == 100);
	check(ioctl(fd, ECHO_INFO, &info) == 0 && info.waiting == 100 && info.written == 100);
	/* A read that fails loses no bytes. */
	fails(read(fd, nowhere, 100), EFAULT);
	fails(read(fd, kernel, 100), EFAULT);
	fails(read(fd, odd, 100), EFAULT);
	check(read(fd, two + page - 60, 200) == 60);
	check(read(fd, text, 200) == 40 && text[39] == 'p');
	fails(read(fd, text, 1), EAGAIN);
	/* A buffer that is not writable. */
	check(write(fd, "abc", 3) == 3);
	mprotect(two, page, PROT_READ);
	fails(read(fd, two, 3), EFAULT);
	check(read(fd, text, 3) == 3 && !memcmp(text, "abc", 3));
	/* The same addresses, given to ioctls. */
	fails(ioctl(fd, ECHO_INFO, NULL), EFAULT);
	fails(ioctl(fd, ECHO_INFO, kernel), EFAULT);
	fails(ioctl(fd, ECHO_INFO, two + page - 8), EFAULT);
	fails(ioctl(fd, ECHO_LIMIT, kernel), EFAULT);
	fails(ioctl(fd, ECHO_FIND, two), ENOENT);
	check(write(fd, "p", 1) == 1);
	*(volatile char *)text = 0;
	mprotect(two, page, PROT_READ | PROT_WRITE);
	memset(two, 0, page);
	two[0] = 'p';
	mprotect(two, page, PROT_READ);
	fails(ioctl(fd, ECHO_FIND, two), EFAULT); /* read, but not written */
	close(fd);
	munmap(two, page);
}

static void ioctls(void)
{
	int fd = open_echo(O_NONBLOCK);
	struct echo_info info;
	struct echo_find find = { .byte = 'l' };
	__u32 limit = 8;
	char text[64];

	memset(&info, 0xff, sizeof(info));
	check(ioctl(fd, ECHO_INFO, &info) == 0);
	check(info.written == 0 && info.read == 0 && info.waiting == 0 && info.limit == 1024);
	check(write(fd, "hello", 5) == 5);
	check(ioctl(fd, ECHO_FIND, &find) == 0 && find.position == 2);
	find.byte = 'z';
	fails(ioctl(fd, ECHO_FIND, &find), ENOENT);
	check(find.position == 2);
	find.byte = 'l' + 256;
	fails(ioctl(fd, ECHO_FIND, &find), ENOENT);
	check(ioctl(fd, ECHO_LIMIT, &limit) == 0);
	check(write(fd, "world", 5) == 3);
	limit = 0;
	fails(ioctl(fd, ECHO_LIMIT, &limit), EINVAL);
	limit = 1025;
	fails(ioctl(fd, ECHO_LIMIT, &limit), EINVAL);
	/* The limit may be below the number of waiting bytes. */
	limit = 1;
	check(ioctl(fd, ECHO_LIMIT, &limit) == 0);
	fails(write(fd, "w", 1), EAGAIN);
	check(read(fd, text, 64) == 8);
	check(write(fd, "ww", 2) == 1);
	check(ioctl(fd, ECHO_CLEAR) == 0);
	fails(read(fd, text, 1), EAGAIN);
	check(ioctl(fd, ECHO_INFO, &info) == 0);
	check(info.written == 9 && info.read == 8 && info.waiting == 0 && info.limit == 1);
	/* Unknown ioctls, and ours with another size or direction. */
	fails(ioctl(fd, _IO('e', 9)), ENOTTY);
	fails(ioctl(fd, _IO('f', 0)), ENOTTY);
	fails(ioctl(fd, _IOR('e', 1, __u32), &info), ENOTTY);
	fails(ioctl(fd, _IOW('e', 1, struct echo_info), &info), ENOTTY);
	fails(ioctl(fd, 0), ENOTTY);
	close(fd);
}

/* A call as a 32-bit program makes it. Addresses are below 4 GiB in a static program. */
static long ioctl32(int fd, unsigned int number, void *argument)
{
	long result;

	asm volatile("int $0x80"
		     : "=a"(result)
		     : "a"(54L), "b"((long)fd), "c"((long)number), "d"(argument)
		     : "memory", "r8", "r9", "r10", "r11");
	return result;
}

static void compat_ioctls(void)
{
	static struct echo_info info;
	static struct echo_find find = { .byte = 'o' };
	int fd = open_echo(O_NONBLOCK);

	check(write(fd, "hello", 5) == 5);
	check(ioctl32(fd, ECHO_INFO, &info) == 0 && info.waiting == 5 && info.limit == 1024);
	check(ioctl32(fd, ECHO_FIND, &find) == 0 && find.position == 4);
	check(ioctl32(fd, ECHO_CLEAR, NULL) == 0);
	check(ioctl32(fd, ECHO_FIND, &find) == -ENOENT);
	check(ioctl32(fd, ECHO_INFO, NULL) == -EFAULT);
	check(ioctl32(fd, 1, NULL) == -ENOTTY);
	close(fd);
}

static void maps(void)
{
	int fd = open_echo(O_NONBLOCK);
	long page = sysconf(_SC_PAGESIZE);
	const volatile struct echo_info *info = mmap(NULL, page, PROT_READ, MAP_SHARED, fd, 0);

	check(info != MAP_FAILED);
	check(info->limit == 1024 && info->written == 0);
	check(((const volatile char *)info)[page - 1] == 0);
	check(write(fd, "hello", 5) == 5);
	check(info->written == 5 && info->waiting == 5);
	/* Mappings that are refused. */
	fails((long)mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0), EPERM);
	fails(mprotect((void *)info, page, PROT_READ | PROT_WRITE), EACCES);
	fails((long)mmap(NULL, 2 * page, PROT_READ, MAP_SHARED, fd, 0), EINVAL);
	fails((long)mmap(NULL, page, PROT_READ, MAP_SHARED, fd, page), EINVAL);
	fails((long)mmap(NULL, page, PROT_READ, MAP_SHARED, fd, 0x7ffffffffffff000), EINVAL);
	fails((long)mremap((void *)info, page, 2 * page, MREMAP_MAYMOVE), EFAULT);
	/* The mapping keeps the open file. */
	int other = dup(fd);
	close(fd);
	check(write(other, "!", 1) == 1 && info->written == 6);
	close(other);
	check(info->written == 6);
	pid_t child = fork();
	if (!child)
		_exit(info->written == 6 ? 0 : 1);
	int status;
	waitpid(child, &status, 0);
	check(status == 0);
	munmap((void *)info, page);
}

static void *write_later(void *fd)
{
	usleep(20000);
	check(write(*(int *)fd, "late", 4) == 4);
	return NULL;
}

static void polls(void)
{
	int fd = open_echo(O_NONBLOCK);
	struct pollfd one = { .fd = fd, .events = POLLIN | POLLOUT };
	char text[2000] = "";
	pthread_t thread;

	check(poll(&one, 1, 0) == 1 && one.revents == POLLOUT);
	one.events = POLLIN;
	check(poll(&one, 1, 0) == 0);
	pthread_create(&thread, NULL, write_later, &fd);
	check(poll(&one, 1, 5000) == 1 && one.revents == POLLIN);
	pthread_join(thread, NULL);
	check(read(fd, text, 4) == 4);
	/* The buffer is full. */
	check(write(fd, text, sizeof(text)) == 1024);
	one.events = POLLIN | POLLOUT;
	check(poll(&one, 1, 0) == 1 && one.revents == POLLIN);
	check(read(fd, text, sizeof(text)) == 1024);
	/* epoll stays on the queue; the file and the epoll are closed in either order. */
	int epoll = epoll_create1(0);
	struct epoll_event event = { .events = EPOLLIN | EPOLLET };
	check(epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) == 0);
	check(epoll_wait(epoll, &event, 1, 0) == 0);
	pthread_create(&thread, NULL, write_later, &fd);
	check(epoll_wait(epoll, &event, 1, 5000) == 1 && (event.events & EPOLLIN));
	pthread_join(thread, NULL);
	close(fd);
	check(epoll_wait(epoll, &event, 1, 0) == 0);
	fd = open_echo(O_NONBLOCK);
	event.events = EPOLLIN;
	check(epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) == 0);
	close(epoll);
	check(write(fd, "x", 1) == 1);
	close(fd);
}

static void blocks(void)
{
	int fd = open_echo(0);
	char text[2000];
	pthread_t thread;

	pthread_create(&thread, NULL, write_later, &fd);
	check(read(fd, text, sizeof(text)) == 4 && !memcmp(text, "late", 4));
	pthread_join(thread, NULL);
	/* fork() shares the open file: the child waits for what the parent writes. */
	pid_t child = fork();
	if (!child)
		_exit(read(fd, text, sizeof(text)) == 3 ? 0 : 1);
	usleep(20000);
	check(write(fd, "abc", 3) == 3);
	int status;
	waitpid(child, &status, 0);
	check(status == 0);
	/* A process is killed while it waits to read or write: no bytes are lost, and the file still works. */
	for (int writing = 0; writing < 2; writing++) {
		if (writing)
			check(write(fd, text, sizeof(text)) == 1024);
		child = fork();
		if (!child)
			_exit(writing ? write(fd, text, 1) : read(fd, text, 1));
		usleep(20000);
		kill(child, SIGKILL);
		waitpid(child, &status, 0);
		check(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
		if (writing)
			check(read(fd, text, sizeof(text)) == 1024);
		else {
			check(write(fd, "zz", 2) == 2);
			check(read(fd, text, sizeof(text)) == 2);
		}
	}
	/* The parent closes the file, so the child is its last user. */
	child = fork();
	if (!child)
		_exit(read(fd, text, 1));
	close(fd);
	usleep(10000);
	kill(child, SIGKILL);
	waitpid(child, &status, 0);
}

static volatile sig_atomic_t signals;
static void count_signal(int number)
{
	(void)number;
	signals++;
}

static void signals_owner(void)
{
	int fd = open_echo(O_NONBLOCK);

	signal(SIGIO, count_signal);
	check(fcntl(fd, F_SETOWN, getpid()) == 0);
	check(fcntl(fd, F_SETFL, O_ASYNC | O_NONBLOCK) == 0);
	check(write(fd, "x", 1) == 1);
	check(signals == 1);
	check(fcntl(fd, F_SETFL, O_NONBLOCK) == 0);
	check(write(fd, "x", 1) == 1);
	check(signals == 1);
	check(fcntl(fd, F_SETFL, O_ASYNC | O_NONBLOCK) == 0);
	close(fd); /* with O_ASYNC */
}

struct worker {
	int fd;
	unsigned long bytes;
};
static void *hammer(void *argument)
{
	struct worker *worker = argument;
	char text[100];
	struct echo_info info;

	for (int i = 0; i < 300; i++) {
		struct pollfd one = { .fd = worker->fd, .events = POLLIN };

		if (write(worker->fd, text, (i * 7) % sizeof(text)) < 0 && errno != EAGAIN)
			failures++;
		ssize_t count = read(worker->fd, text, (i * 13) % sizeof(text));
		if (count < 0 && errno != EAGAIN)
			failures++;
		ioctl(worker->fd, ECHO_INFO, &info);
		if (info.waiting > 1024 || info.written - info.read != info.waiting)
			failures++;
		poll(&one, 1, 0);
		if (i % 100 == 0)
			close(open_echo(0));
	}
	return NULL;
}

static void threads(void)
{
	struct worker worker = { .fd = open_echo(O_NONBLOCK) };
	pthread_t all[4];

	for (int i = 0; i < 4; i++)
		pthread_create(&all[i], NULL, hammer, &worker);
	for (int i = 0; i < 4; i++)
		pthread_join(all[i], NULL);
	close(worker.fd);
}

int main(int argc, char **argv)
{
	if (argc > 1 && !strcmp(argv[1], "compat")) {
		compat_ioctls();
	} else if (argc > 1 && !strcmp(argv[1], "hold")) {
		/* Keeps the device open and mapped until this process is killed. */
		int fd = open_echo(0);
		void *page = mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 0);

		close(fd);
		if (page == MAP_FAILED)
			return 1;
		puts("holding");
		fflush(stdout);
		pause();
	} else {
		reads_what_was_written();
		bad_addresses();
		ioctls();
		maps();
		polls();
		blocks();
		signals_owner();
		threads();
	}
	if (failures)
		printf("%d failures\n", failures);
	return failures ? 1 : 0;
}
