// SPDX-License-Identifier: GPL-2.0
/* Positions, descriptors and addresses within arguments, tried on /dev/files-probe. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/types.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

struct where {
	__u64 address;
	__u32 size, zero;
};

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

static long ioctl32(int fd, unsigned int number, long argument)
{
	long result;

	asm volatile("int $0x80"
		     : "=a"(result)
		     : "a"(54L), "b"((long)fd), "c"((long)number), "d"(argument)
		     : "memory", "r8", "r9", "r10", "r11");
	return result;
}

int main(int argc, char **argv)
{
	char text[100], *volatile nowhere = NULL;
	int fd = open("/dev/files-probe", O_RDWR), status;

	if (fd < 0) {
		perror("/dev/files-probe");
		return 1;
	}
	if (argc > 1 && argv[1][0] == 'c') {
		check(ioctl32(fd, _IO('p', 9), 0) == 41);
		return failures ? 1 : 0;
	}
	fails(open("/dev/files-probe", O_RDWR | O_APPEND), EACCES);

	check(write(fd, "hello", 5) == 5);
	check(pread(fd, text, 100, 1) == 63 && !memcmp(text, "ello", 5));
	check(lseek(fd, 0, SEEK_CUR) == 5);
	check(lseek(fd, -2, SEEK_CUR) == 3);
	check(read(fd, text, 2) == 2 && !memcmp(text, "lo", 2));
	check(lseek(fd, 0, SEEK_END) == 64);
	check(read(fd, text, 1) == 0);
	check(write(fd, "x", 1) == 0);
	fails(lseek(fd, 1, SEEK_END), EINVAL);
	fails(lseek(fd, -1, SEEK_SET), EINVAL);
	fails(lseek(fd, 0, 77), EINVAL);
	check(lseek(fd, 7, SEEK_DATA) == 8);
	check(pwrite(fd, "yyyy", 4, 62) == 2);
	fails(pread(fd, nowhere, 4, 0), EFAULT);

	struct where where = { (__u64)(unsigned long)"abc", 3, 0 };
	check(ioctl(fd, _IO('p', 1), &where) == 'a' + 'b' + 'c');
	where.size = 1001;
	fails(ioctl(fd, _IO('p', 1), &where), E2BIG);
	where.size = 1000;
	where.address = 0;
	fails(ioctl(fd, _IO('p', 1), &where), EFAULT);
	where.address = 0xffffffff81000000;
	fails(ioctl(fd, _IO('p', 1), &where), EFAULT);
	fails(ioctl(fd, _IO('p', 1), nowhere), EFAULT);
	fails(ioctl(fd, _IO('q', 1), &where), ENOTTY);
	fails(ioctl(fd, _IO('p', 99), &where), ENOTTY);

	int copy = ioctl(fd, _IO('p', 2), fd);
	check(copy > fd && fcntl(copy, F_GETFD) == FD_CLOEXEC);
	check(lseek(copy, 0, SEEK_CUR) == lseek(fd, 0, SEEK_CUR));
	fails(ioctl(fd, _IO('p', 2), 500), EBADF);
	fails(ioctl(fd, _IO('p', 2), -1), EBADF);
	check(ioctl(fd, _IO('p', 2), fd) == copy + 1); /* nothing was left reserved */
	close(copy + 1);
	close(copy);

	check(ioctl(fd, _IO('p', 3), text) == EFAULT); /* read by a kernel thread */
	check(ioctl(fd, _IO('p', 4)) == 11);
	check(ioctl(fd, _IO('p', 5)) == 1);
	int other = open("/dev/files-probe", O_RDONLY | O_NONBLOCK);
	check(ioctl(other, _IO('p', 4)) == 13);
	check(ioctl(fd, _IO('p', 5)) == 2);
	close(other);
	check(ioctl(fd, _IO('p', 5)) == 1);

	strcpy(text, "abcdefgh");
	check(ioctl(fd, _IO('p', 6), text) == 2 && !memcmp(text, "ABCD\0\0gh", 8));
	fails(ioctl(fd, _IO('p', 6), nowhere), EFAULT);
	/* The page can be read, but not written. */
	char *page = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	fails(ioctl(fd, _IO('p', 6), page), EFAULT);

	/* Texts that end in a NUL, and pages. */
	where = (struct where){ (__u64)(unsigned long)"seven77\0\0behind", 20, 0 };
	check(ioctl(fd, _IO('p', 7), &where) == 700);
	where.address++;
	check(ioctl(fd, _IO('p', 7), &where) == 600);
	where.address -= 1;
	where.size = 8;
	fails(ioctl(fd, _IO('p', 7), &where), E2BIG); /* the second has nothing left */
	where.size = 7;
	fails(ioctl(fd, _IO('p', 7), &where), E2BIG);
	where = (struct where){ (__u64)(unsigned long)"eightbit\0", 20, 0 };
	fails(ioctl(fd, _IO('p', 7), &where), E2BIG); /* no room for its NUL */
	where.address = 0;
	fails(ioctl(fd, _IO('p', 7), &where), EFAULT);
	for (int i = 0; i < 100; i++)
		text[i] = (char)i;
	where = (struct where){ (__u64)(unsigned long)text, 60, 0 };
	check(ioctl(fd, _IO('p', 8), &where) == 0);
	check(text[0] == 1 && text[29] == 30 && text[30] == 31 && text[59] == 60 && text[60] == 60);
	where.address = 0;
	fails(ioctl(fd, _IO('p', 8), &where), EFAULT);
	where.address = (__u64)(unsigned long)page;
	fails(ioctl(fd, _IO('p', 8), &where), EFAULT);

	/* A queue that lives as long as the file, but is not part of its state. */
	for (int order = 0; order < 2; order++) {
		int epoll = epoll_create1(0);
		struct epoll_event event = { .events = EPOLLIN | EPOLLET };

		other = open("/dev/files-probe", O_RDWR);
		check(epoll_ctl(epoll, EPOLL_CTL_ADD, other, &event) == 0);
		check(epoll_wait(epoll, &event, 1, 0) == 0);
		check(write(other, "x", 1) == 1);
		close(order ? other : epoll);
		close(order ? epoll : other);
	}

	/* Iterators: one call gets all pieces. */
	int pieces = open("/dev/files-pieces", O_RDWR);
	struct iovec parts[3] = { { "abc", 3 }, { "defgh", 5 }, { NULL, 4 } };
	char one[2], two[10];
	check(writev(pieces, parts, 2) == 8);
	parts[0] = (struct iovec){ one, 2 };
	parts[1] = (struct iovec){ two, 10 };
	check(readv(pieces, parts, 2) == 8 && !memcmp(one, "ab", 2) && !memcmp(two, "cdefgh", 6));
	check(readv(pieces, parts, 2) == 0);
	check(pread(pieces, two, 3, 5) == 3 && !memcmp(two, "fgh", 3));
	/* The last piece has a bad address: the bytes before it count. */
	parts[0] = (struct iovec){ "xyz", 3 };
	parts[1] = parts[2];
	check(writev(pieces, parts, 2) == 3);
	fails(write(pieces, nowhere, 4), EFAULT);
	check(write(pieces, "q", 1) == 1);
	fails(pread(pieces, nowhere, 4, 0), EFAULT);
	/* Splices from a pipe, and into a pipe. */
	int pipes[2];
	check(pipe(pipes) == 0 && write(pipes[1], "through", 7) == 7);
	check(splice(pipes[0], NULL, pieces, NULL, 7, 0) == 7);
	check(pread(pieces, two, 10, 0) == 7 && !memcmp(two, "through", 7));
	loff_t from = 3;
	check(splice(pieces, &from, pipes[1], NULL, 3, 0) == 3 && from == 6);
	check(read(pipes[0], two, 10) == 3 && !memcmp(two, "oug", 3));
	off_t offset = 4;
	check(sendfile(pipes[1], pieces, &offset, 10) == 3 && offset == 7);
	check(read(pipes[0], two, 10) == 3 && !memcmp(two, "ugh", 3));
	/* A file that has only read() and write() cannot be spliced, as in C. */
	check(write(pipes[1], "x", 1) == 1);
	fails(splice(pipes[0], NULL, fd, NULL, 1, 0), EINVAL);
	from = 0;
	fails(splice(fd, &from, pipes[1], NULL, 1, 0), EINVAL);
	close(pipes[0]);
	close(pipes[1]);
	close(pieces);

	/* An anonymous file. */
	__u32 number = 0;
	int ticket = ioctl(fd, _IO('p', 9), 4711);
	check(ticket > fd && fcntl(ticket, F_GETFD) == FD_CLOEXEC && (fcntl(ticket, F_GETFL) & O_ACCMODE) == O_RDWR);
	check(ioctl(fd, _IO('p', 5)) == 101);
	check(read(ticket, &number, 4) == 4 && number == 4711);
	fails(lseek(ticket, 0, SEEK_SET), ESPIPE);
	snprintf(text, sizeof(text), "/proc/self/fd/%d", ticket);
	check(readlink(text, two, 10) == 10 && !memcmp(two, "anon_inode", 10));
	number = 5;
	check(write(ticket, &number, 4) == 4 && read(ticket, &number, 4) == 4 && number == 5);
	fails(write(ticket, nowhere, 4), EFAULT);
	fails(ioctl(ticket, _IO('p', 5)), ENOTTY);
	int again = ioctl(fd, _IO('p', 9), 0);
	fails(read(again, &number, 4), EAGAIN);
	struct pollfd waits = { again, POLLIN, 0 };
	check(poll(&waits, 1, 0) == 0);
	check(write(again, &number, 4) == 4 && poll(&waits, 1, 0) == 1 && waits.revents == POLLIN);
	check(ioctl(fd, _IO('p', 5)) == 201);
	close(ticket);
	check(ioctl(fd, _IO('p', 5)) == 101);
	close(again);
	check(ioctl(fd, _IO('p', 5)) == 1);
	int receipt = ioctl(fd, _IO('p', 9), 77);
	check((fcntl(receipt, F_GETFL) & O_ACCMODE) == O_RDONLY);
	check(read(receipt, two, 3) == 3 && read(receipt, two, 3) == 1 && *two == 'd' && read(receipt, two, 3) == 0);
	fails(write(receipt, two, 3), EBADF);
	close(receipt);

	/* The last user of the file is killed. */
	pid_t child = fork();
	if (!child) {
		pause();
		_exit(0);
	}
	close(fd);
	kill(child, SIGKILL);
	waitpid(child, &status, 0);
	if (failures)
		printf("%d failures\n", failures);
	return failures ? 1 : 0;
}
