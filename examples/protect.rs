//! A Markdown text whose code, addresses and names stay as they are.
//!
//! Where one of them is changed, a program no longer runs and a link leads nowhere.
//!
//! ```text
//! cargo run --example protect
//! ```

use jianfan::markup::Protector;
use jianfan::{Config, Converter};

const TEXT: &str = "\
# 发布说明

小红书发来的补丁改了`计算面积()`，详见https://zh.example.org/发布/小红书：

```python
def 计算面积(宽, 长):  # 两个参数
    return 宽 * 长
```

问题请发到bugs@example.org。
";

fn main() {
    let converter = Converter::new(Config::S2twp);
    let protector = Protector::new().code().urls().emails().terms(["小红书"]);
    let found = protector.find(TEXT);
    for protected in &found {
        println!("stays: {:?}", &TEXT[protected.range.clone()]);
    }
    println!("\n{}", converter.convert_protecting(TEXT, found));
}
