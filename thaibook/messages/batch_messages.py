"""What ends the build of one book among many, and what is wrong with all of them."""

from __future__ import annotations

from thaibook.messages.message import Message, error

BATCH: dict[str, Message] = {
    "batch-time": error(
        "the book took longer than {limit} s and was ended",
        "Give it more with `--time SECONDS`, or make two books of it; its log has what was said.",
        "ใช้เวลาเกิน {limit} วินาที จึงหยุดเล่มนี้",
        "เพิ่มเวลาด้วย `--time SECONDS` หรือแบ่งเป็นสองเล่ม ข้อความก่อนหยุดอยู่ในไฟล์ build.log",
    ),
    "batch-memory": error(
        "the book took more than {limit} MB of memory and was ended",
        "Give it more with `--memory MB`, make its pictures smaller, or make two books of it.",
        "ใช้หน่วยความจำเกิน {limit} MB จึงหยุดเล่มนี้",
        "เพิ่มด้วย `--memory MB` ย่อรูปให้เล็กลง หรือแบ่งเป็นสองเล่ม",
    ),
    "batch-ended": error(
        "the process that built this book was ended from outside, or ended by itself ({signal})",
        "Mostly the machine had too little memory for so many books at a time: give fewer with "
        "`--jobs`, and build again. A book that ends so alone, too, shows a fault of the program.",
        "โพรเซสที่สร้างเล่มนี้ถูกหยุดจากภายนอก หรือหยุดเอง ({signal})",
        "ส่วนใหญ่เพราะหน่วยความจำของเครื่องไม่พอ ลดจำนวนเล่มที่สร้างพร้อมกันด้วย `--jobs` แล้วสั่งใหม่ "
        "ถ้าสร้างเล่มเดียวแล้วยังหยุด แสดงว่าโปรแกรมมีข้อบกพร่อง",
    ),
    "batch-fault": error(
        "the program has a fault that this book shows: {fault}",
        "Please report it with build.log, which lies where the book would, and the manuscript.",
        "เล่มนี้ทำให้พบข้อบกพร่องของโปรแกรม: {fault}",
        "โปรดแจ้งผู้พัฒนา พร้อมต้นฉบับและไฟล์ build.log ซึ่งอยู่ในโฟลเดอร์ของเล่มนี้",
    ),
    "batch-lost": error(
        "the cluster gave this book up: {fault}",
        "Its workers ended again and again, or lack the program: see that each has the same "
        "version, and memory enough for its number of threads, and build again.",
        "คลัสเตอร์เลิกสร้างเล่มนี้: {fault}",
        "เวิร์กเกอร์หยุดซ้ำหลายครั้ง หรือไม่มีโปรแกรม ตรวจว่าทุกตัวใช้รุ่นเดียวกัน และมีหน่วยความจำพอกับจำนวนเธรด "
        "แล้วสั่งใหม่",
    ),
    "batch-nothing": error(
        "no manuscript lies here",
        "Give a folder that has, at any depth, folders with book.yaml or Markdown files.",
        "ไม่มีต้นฉบับอยู่ที่นี่",
        "ระบุโฟลเดอร์ที่มีโฟลเดอร์ซึ่งมี book.yaml หรือมีไฟล์ .md อยู่ข้างใน ลึกกี่ชั้นก็ได้",
    ),
    "batch-same-folder": error(
        "the books cannot go where the manuscripts lie",
        "Choose another folder with `-o OUT`.",
        "เก็บหนังสือไว้ที่เดียวกับต้นฉบับไม่ได้",
        "เลือกโฟลเดอร์อื่นด้วย `-o OUT`",
    ),
    "batch-running": error(
        "another batch writes into this folder now",
        "Wait until it has ended, or choose another folder with `-o OUT`.",
        "มีคำสั่ง batch อื่นกำลังเขียนลงโฟลเดอร์นี้",
        "รอให้คำสั่งนั้นจบ หรือเลือกโฟลเดอร์อื่นด้วย `-o OUT`",
    ),
    "no-forks": error(
        "this system cannot copy a process, which `batch` needs",
        "Use Linux or macOS; on Windows, the Subsystem for Linux.",
        "ระบบนี้คัดลอกโพรเซสไม่ได้ ซึ่งคำสั่ง `batch` ต้องใช้",
        "ใช้ Linux หรือ macOS ถ้าใช้ Windows ให้ใช้ WSL",
    ),
    "address-unknown": error(
        "nothing can be read or written at this address: {reason}",
        "See that the address is right, and that the package of its protocol is installed (s3fs "
        "for s3://, gcsfs for gs://, paramiko for sftp://).",
        "อ่านหรือเขียนที่ที่อยู่นี้ไม่ได้: {reason}",
        "ตรวจที่อยู่ และติดตั้งแพ็กเกจของโพรโทคอลนั้น (s3:// ใช้ s3fs, gs:// ใช้ gcsfs, sftp:// ใช้ paramiko)",
    ),
    "cluster-missing": error(
        "clusters and addresses need packages that are not installed ({name})",
        "Run: {installing_cluster}",
        "ยังไม่ได้ติดตั้งแพ็กเกจสำหรับคลัสเตอร์และที่อยู่ ({name})",
        "สั่ง: {installing_cluster}",
    ),
    "cluster-unusable": error(
        "the cluster cannot be used: {reason}",
        "See that its scheduler runs, and that it and each worker have thaibook[cluster], of the "
        "same version as this machine.",
        "ใช้คลัสเตอร์นี้ไม่ได้: {reason}",
        "ตรวจว่าตัวจัดคิวทำงานอยู่ และทั้งตัวจัดคิวกับเวิร์กเกอร์ทุกตัวติดตั้ง thaibook[cluster] รุ่นเดียวกับเครื่องนี้",
    ),
}
