// SPDX-License-Identifier: GPL-2.0 OR MIT
/* The C twin of samples/misc_echo. */

#include <linux/compat.h>
#include <linux/fs.h>
#include <linux/miscdevice.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>
#include <linux/wait.h>

#define ECHO_BYTES 1024

struct echo_info {
	u64 written;
	u64 read;
	u32 waiting;
	u32 limit;
};

struct echo_find {
	u32 byte;
	u32 position;
};

#define ECHO_CLEAR _IO('e', 0)
#define ECHO_INFO _IOR('e', 1, struct echo_info)
#define ECHO_LIMIT _IOW('e', 2, u32)
#define ECHO_FIND _IOWR('e', 3, struct echo_find)

struct echo {
	struct mutex lock;
	struct echo_info info;
	u8 bytes[ECHO_BYTES];
	wait_queue_head_t changed;
	struct fasync_struct *signals;
	struct echo_info *page;
};

static void echo_show(struct echo *echo)
{
	*echo->page = echo->info;
}

/* Informs programs that mapped the page, wait, poll or want a signal. */
static void echo_announce(struct echo *echo, __poll_t events, int band)
{
	echo_show(echo);
	wake_up_poll(&echo->changed, events);
	kill_fasync(&echo->signals, SIGIO, band);
}

static u32 echo_room(struct echo *echo)
{
	return echo->info.waiting < echo->info.limit ? echo->info.limit - echo->info.waiting : 0;
}

static int echo_open(struct inode *inode, struct file *file)
{
	struct echo *echo = kzalloc(sizeof(*echo), GFP_KERNEL_ACCOUNT);

	if (!echo)
		return -ENOMEM;
	echo->page = vmalloc_user(PAGE_SIZE);
	if (!echo->page) {
		kfree(echo);
		return -ENOMEM;
	}
	mutex_init(&echo->lock);
	init_waitqueue_head(&echo->changed);
	echo->info.limit = ECHO_BYTES;
	echo_show(echo);
	file->private_data = echo;
	return stream_open(inode, file);
}

static int echo_release(struct inode *inode, struct file *file)
{
	struct echo *echo = file->private_data;

	vfree(echo->page);
	mutex_destroy(&echo->lock);
	kfree(echo);
	return 0;
}

/* Waits, with the lock held before and after, until there is something to read (or room to write). */
static int echo_wait(struct echo *echo, struct file *file, bool writing)
{
	DEFINE_WAIT(wait);
	int error = 0;

	if (writing ? echo_room(echo) : echo->info.waiting)
		return 0;
	if (file->f_flags & O_NONBLOCK)
		return -EAGAIN;
	for (;;) {
		error = prepare_to_wait_event(&echo->changed, &wait, TASK_INTERRUPTIBLE);
		if (error)
			break;
		mutex_unlock(&echo->lock);
		schedule();
		mutex_lock(&echo->lock);
		if (writing ? echo_room(echo) : echo->info.waiting)
			break;
	}
	finish_wait(&echo->changed, &wait);
	return error;
}

static ssize_t echo_read(struct file *file, char __user *to, size_t count, loff_t *pos)
{
	struct echo *echo = file->private_data;
	ssize_t result;

	if (mutex_lock_interruptible(&echo->lock))
		return -EINTR;
	result = 0;
	if (!count)
		goto unlock;
	result = echo_wait(echo, file, false);
	if (result)
		goto unlock;
	count = min_t(size_t, count, echo->info.waiting);
	count -= copy_to_user(to, echo->bytes, count);
	result = -EFAULT;
	if (!count)
		goto unlock;
	echo->info.waiting -= count;
	memmove(echo->bytes, echo->bytes + count, echo->info.waiting);
	echo->info.read += count;
	echo_announce(echo, EPOLLOUT | EPOLLWRNORM, POLL_OUT);
	result = count;
unlock:
	mutex_unlock(&echo->lock);
	return result;
}

static ssize_t echo_write(struct file *file, const char __user *from, size_t count, loff_t *pos)
{
	struct echo *echo = file->private_data;
	ssize_t result;

	if (mutex_lock_interruptible(&echo->lock))
		return -EINTR;
	result = 0;
	if (!count)
		goto unlock;
	result = echo_wait(echo, file, true);
	if (result)
		goto unlock;
	count = min_t(size_t, count, echo_room(echo));
	count -= copy_from_user(echo->bytes + echo->info.waiting, from, count);
	result = -EFAULT;
	if (!count)
		goto unlock;
	echo->info.waiting += count;
	echo->info.written += count;
	echo_announce(echo, EPOLLIN | EPOLLRDNORM, POLL_IN);
	result = count;
unlock:
	mutex_unlock(&echo->lock);
	return result;
}

static __poll_t echo_poll(struct file *file, poll_table *table)
{
	struct echo *echo = file->private_data;
	__poll_t ready = 0;

	poll_wait(file, &echo->changed, table);
	mutex_lock(&echo->lock);
	if (echo->info.waiting)
		ready |= EPOLLIN | EPOLLRDNORM;
	if (echo_room(echo))
		ready |= EPOLLOUT | EPOLLWRNORM;
	mutex_unlock(&echo->lock);
	return ready;
}

static int echo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct echo *echo = file->private_data;

	if (vma->vm_flags & VM_WRITE)
		return -EPERM;
	vm_flags_clear(vma, VM_MAYWRITE);
	return remap_vmalloc_range(vma, echo->page, vma->vm_pgoff);
}

static int echo_fasync(int fd, struct file *file, int on)
{
	struct echo *echo = file->private_data;

	return fasync_helper(fd, file, on, &echo->signals);
}

static long echo_ioctl(struct file *file, unsigned int number, unsigned long argument)
{
	struct echo *echo = file->private_data;
	void __user *user = (void __user *)argument;
	struct echo_info info;
	struct echo_find find;
	u32 limit;
	u8 *found;

	switch (number) {
	case ECHO_CLEAR:
		mutex_lock(&echo->lock);
		echo->info.waiting = 0;
		echo_announce(echo, EPOLLOUT | EPOLLWRNORM, POLL_OUT);
		mutex_unlock(&echo->lock);
		return 0;
	case ECHO_INFO:
		mutex_lock(&echo->lock);
		info = echo->info;
		mutex_unlock(&echo->lock);
		return copy_to_user(user, &info, sizeof(info)) ? -EFAULT : 0;
	case ECHO_LIMIT:
		if (get_user(limit, (u32 __user *)user))
			return -EFAULT;
		if (limit == 0 || limit > ECHO_BYTES)
			return -EINVAL;
		mutex_lock(&echo->lock);
		echo->info.limit = limit;
		echo_announce(echo, EPOLLOUT | EPOLLWRNORM, POLL_OUT);
		mutex_unlock(&echo->lock);
		return 0;
	case ECHO_FIND:
		if (copy_from_user(&find, user, sizeof(find)))
			return -EFAULT;
		mutex_lock(&echo->lock);
		found = find.byte > 255 ? NULL : memchr(echo->bytes, find.byte, echo->info.waiting);
		if (found)
			find.position = found - echo->bytes;
		mutex_unlock(&echo->lock);
		if (!found)
			return -ENOENT;
		return copy_to_user(user, &find, sizeof(find)) ? -EFAULT : 0;
	}
	return -ENOTTY;
}

static const struct file_operations echo_operations = {
	.owner = THIS_MODULE,
	.open = echo_open,
	.release = echo_release,
	.read = echo_read,
	.write = echo_write,
	.poll = echo_poll,
	.mmap = echo_mmap,
	.fasync = echo_fasync,
	.unlocked_ioctl = echo_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
};

static struct miscdevice echo_device = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "misc-echo",
	.fops = &echo_operations,
	.mode = 0666,
};
module_misc_device(echo_device);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The kxx authors");
MODULE_DESCRIPTION("A device that says what it was told");
