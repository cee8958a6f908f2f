//! A hint that the journal may have changed, or who is here: the system tells as soon as somebody writes in `decisions/`.
//!
//! It is a hint and no more. Whoever has it looks at once, and whoever has not looks four times a second, so a watch that cannot be
//! had costs a quarter of a second and nothing else. On a file system of another machine no such hint comes for what others write,
//! and it is not asked for.

/// A watch over a program directory's decisions, on a thread of its own. Dropping it ends the thread.
#[derive(Debug)]
pub struct Watch {
    #[cfg(target_os = "linux")]
    _thread: linux::Thread,
}

impl Watch {
    /// Calls `look` as soon as the journal of a program directory may have changed, whether or not there is a `decisions/` yet; never
    /// more often than every few milliseconds. What is written beside the journal, the lock and who is present, is not news.
    ///
    /// `None` where there is no watch to be had: the file system is another machine's, the account has used up its share, the system
    /// has none.
    pub fn over(program: &std::path::Path, look: impl FnMut() + Send + 'static) -> Option<Watch> {
        #[cfg(target_os = "linux")]
        return linux::Thread::over(program, linux::Hints::of, look);
        #[cfg(not(target_os = "linux"))]
        return {
            let _ = (program, look);
            None
        };
    }

    /// Calls `look` as soon as somebody who sits at a program directory has come, moved or gone; `decisions/present/` must be there.
    ///
    /// `None` where there is no watch to be had, as with [`Watch::over`].
    pub fn over_present(program: &std::path::Path, look: impl FnMut() + Send + 'static) -> Option<Watch> {
        #[cfg(target_os = "linux")]
        return linux::Thread::over(program, linux::Hints::of_present, look);
        #[cfg(not(target_os = "linux"))]
        return {
            let _ = (program, look);
            None
        };
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use std::io::{self, PipeReader, PipeWriter};
    use std::mem::MaybeUninit;
    use std::os::fd::{AsFd, OwnedFd};
    use std::path::{Path, PathBuf};
    use std::thread::JoinHandle;
    use std::time::Duration;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::fs::inotify::{self, CreateFlags, ReadFlags, Reader, WatchFlags};
    use rustix::io::Errno;

    use super::Watch;
    use crate::journal::presence::seat::SITTING;
    use crate::journal::{FILE, FOLDER, PRESENT, network};

    /// How long it waits after it has said that there may be something: one look is enough for all that happens meanwhile.
    const AFTER_A_LOOK: Duration = Duration::from_millis(4);
    /// How long it waits after something that was no news.
    const AFTER_NOTHING: Duration = Duration::from_millis(1);

    /// So many hints are taken before it is said that there may be something, however fast others write.
    const MOST_AT_ONCE: usize = 1_000;

    /// The thread that waits for the system's hints.
    #[derive(Debug)]
    pub struct Thread {
        /// Closing it ends the thread.
        end: Option<PipeWriter>,
        thread: Option<JoinHandle<()>>,
    }

    impl Thread {
        /// `None` on a file system of another machine, and where the system has no hints to give.
        pub fn over(program: &Path, hints: impl Fn(&Path) -> io::Result<Hints>, look: impl FnMut() + Send + 'static) -> Option<Watch> {
            if network::is_remote(program) {
                return None;
            }
            hints(program).and_then(|hints| Self::attending(hints, look)).ok().map(|thread| Watch { _thread: thread })
        }

        fn attending(hints: Hints, look: impl FnMut() + Send + 'static) -> io::Result<Self> {
            let (ended, end) = io::pipe()?;
            let thread = std::thread::Builder::new().name("watch".into()).spawn(move || attend(hints, &ended, look))?;
            Ok(Self { end: Some(end), thread: Some(thread) })
        }
    }

    impl Drop for Thread {
        fn drop(&mut self) {
            self.end = None;
            if let Some(thread) = self.thread.take() {
                let _ = thread.join();
            }
        }
    }

    /// What the system tells about a program directory and its `decisions/`.
    pub struct Hints {
        told: OwnedFd,
        /// Where decisions are or will be; `None` when it is about who is here.
        decisions: Option<PathBuf>,
    }

    impl Hints {
        /// About who is here. Somebody is gone when the system closes their file; those who only look close it unwritten.
        pub fn of_present(program: &Path) -> io::Result<Self> {
            let told = inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK)?;
            let comes_moves_or_goes = WatchFlags::MOVED_TO | WatchFlags::MODIFY | WatchFlags::CLOSE_WRITE | WatchFlags::DELETE;
            let flags = comes_moves_or_goes | WatchFlags::ONLYDIR | WatchFlags::DONT_FOLLOW;
            inotify::add_watch(&told, program.join(FOLDER).join(PRESENT), flags)?;
            Ok(Self { told, decisions: None })
        }

        /// About the journal.
        pub fn of(program: &Path) -> io::Result<Self> {
            let told = inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK)?;
            // The program directory first: a folder made in between is then told, and otherwise found.
            inotify::add_watch(&told, program, WatchFlags::CREATE | WatchFlags::MOVED_TO | WatchFlags::ONLYDIR)?;
            let hints = Self { told, decisions: Some(program.join(FOLDER)) };
            hints.watch_decisions();
            Ok(hints)
        }

        /// Best effort: while there is no such folder there is nothing to be told about it.
        fn watch_decisions(&self) {
            let Some(decisions) = &self.decisions else { return };
            let whatever_changes =
                WatchFlags::MODIFY | WatchFlags::CREATE | WatchFlags::MOVED_TO | WatchFlags::MOVED_FROM | WatchFlags::DELETE;
            let flags = whatever_changes | WatchFlags::ONLYDIR | WatchFlags::DONT_FOLLOW;
            let _ = inotify::add_watch(&self.told, decisions, flags);
        }

        /// Takes what has been told; whether any of it is about the journal, or about who is here.
        fn take(&self) -> io::Result<bool> {
            let mut room = [MaybeUninit::uninit(); 4096];
            let mut reader = Reader::new(&self.told, &mut room);
            let mut news = false;
            for _ in 0..MOST_AT_ONCE {
                let event = match reader.next() {
                    Ok(event) => event,
                    Err(Errno::AGAIN) => return Ok(news),
                    Err(Errno::INTR) => continue,
                    Err(error) => return Err(error.into()),
                };
                let name = event.file_name().map_or(&[][..], |name| name.to_bytes());
                // Too much at once to be told one by one can hold anything.
                let anything = event.events().contains(ReadFlags::QUEUE_OVERFLOW);
                if anything || name == FOLDER.as_bytes() {
                    self.watch_decisions();
                }
                news |= anything
                    || match self.decisions {
                        Some(_) => name == FOLDER.as_bytes() || name == FILE.as_bytes(),
                        None => name.ends_with(SITTING.as_bytes()),
                    };
            }
            Ok(true)
        }
    }

    /// Waits for hints and passes them on, until the other end of `ended` is closed.
    fn attend(hints: Hints, ended: &PipeReader, mut look: impl FnMut()) {
        // Something may have been written before there was a watch.
        look();
        loop {
            if !wait_for(&hints.told, ended) {
                return;
            }
            let Ok(news) = hints.take() else { return };
            if news {
                look();
            }
            if has_ended_within(ended, if news { AFTER_A_LOOK } else { AFTER_NOTHING }) {
                return;
            }
        }
    }

    /// Waits until something is told; `false` when it is time to end.
    fn wait_for(told: &OwnedFd, ended: &PipeReader) -> bool {
        loop {
            let mut waited = [PollFd::new(told, PollFlags::IN), PollFd::new(ended, PollFlags::IN)];
            match poll(&mut waited, None) {
                Err(Errno::INTR) => {}
                Err(_) => return false,
                Ok(_) => {
                    let [told, ended] = waited.map(|one| one.revents());
                    return ended.is_empty() && told == PollFlags::IN;
                }
            }
        }
    }

    fn has_ended_within(ended: impl AsFd, pause: Duration) -> bool {
        let pause = Timespec { tv_sec: 0, tv_nsec: pause.subsec_nanos().into() };
        // A signal makes the pause shorter, and that is all.
        poll(&mut [PollFd::new(&ended, PollFlags::IN)], Some(&pause)).is_ok_and(|count| count > 0)
    }

    #[cfg(test)]
    mod tests {
        use std::fs;

        use super::*;

        fn write(path: &Path) {
            fs::OpenOptions::new().create(true).append(true).open(path).and_then(|mut file| io::Write::write_all(&mut file, b"x")).unwrap();
        }

        #[test]
        fn only_what_is_about_the_journal_is_news() {
            let program = tempfile::tempdir().unwrap();
            let decisions = program.path().join(FOLDER);
            let hints = Hints::of(program.path()).unwrap();
            let check = |news: bool, what: &str| assert_eq!(hints.take().unwrap(), news, "{what}");
            check(false, "nothing has happened");
            write(&program.path().join("criteria.toml"));
            check(false, "another file of the program's");
            fs::create_dir(&decisions).unwrap();
            write(&decisions.join(FILE));
            check(true, "the folder is there");
            check(false, "it has been told");
            write(&decisions.join("lock"));
            fs::create_dir(decisions.join("present")).unwrap();
            write(&decisions.join("present/1.json"));
            write(&decisions.join("journal.jsonl.new"));
            check(false, "the lock, who is present and what is being made");
            write(&decisions.join(FILE));
            check(true, "a record");
            drop(fs::read(decisions.join(FILE)));
            check(false, "somebody has read");
            fs::rename(decisions.join("journal.jsonl.new"), decisions.join(FILE)).unwrap();
            check(true, "another file at the journal's place");
            fs::rename(&decisions, program.path().join("old")).unwrap();
            fs::create_dir(&decisions).unwrap();
            check(true, "another folder");
            write(&decisions.join(FILE));
            check(true, "a record in the other folder");
        }

        #[test]
        fn who_comes_moves_or_goes_is_news_and_who_looks_is_not() {
            let program = tempfile::tempdir().unwrap();
            assert!(Hints::of_present(program.path()).is_err(), "there is no such folder yet");
            let present = program.path().join(FOLDER).join(PRESENT);
            fs::create_dir_all(&present).unwrap();
            let hints = Hints::of_present(program.path()).unwrap();
            let check = |news: bool, what: &str| assert_eq!(hints.take().unwrap(), news, "{what}");
            let (made, named) = (present.join("1.new"), present.join("1.json"));
            write(&made);
            check(false, "somebody is about to come");
            fs::rename(&made, &named).unwrap();
            check(true, "somebody has come");
            drop(fs::read(&named));
            check(false, "somebody looks");
            let file = fs::OpenOptions::new().write(true).open(&named).unwrap();
            check(false, "nothing has been written");
            drop(file);
            check(true, "a file is closed, as when its process is gone");
            fs::remove_file(&named).unwrap();
            check(true, "somebody has gone");
            write(&program.path().join(FOLDER).join(FILE));
            check(false, "the journal");
        }

        #[test]
        fn what_is_too_much_to_be_told_may_be_anything() {
            let program = tempfile::tempdir().unwrap();
            fs::create_dir(program.path().join(FOLDER)).unwrap();
            let hints = Hints::of(program.path()).unwrap();
            for n in 0..=MOST_AT_ONCE {
                write(&program.path().join(n.to_string()));
            }
            assert!(hints.take().unwrap());
            while hints.take().unwrap() {}
        }

        #[test]
        fn a_watch_ends_when_it_is_dropped_and_one_that_cannot_be_had_is_none() {
            let program = tempfile::tempdir().unwrap();
            let (told, inbox) = std::sync::mpsc::channel();
            let watch = Watch::over(program.path(), move || _ = told.send(())).unwrap();
            assert!(inbox.recv().is_ok(), "it looks once by itself");
            drop(watch);
            assert!(inbox.recv().is_err(), "its thread goes on");
            assert!(Watch::over(&program.path().join("nowhere"), || {}).is_none());
            assert!(Watch::over(Path::new("/proc/self/status"), || {}).is_none());
        }
    }
}
