//! Layers of a policy: the file that comes with the program, what the country and the user's choices
//! say otherwise, over both the user's own file, and last the holidays of the region.

use super::check::Check;
use super::{Reading, raw};

/// One policy's words, put together from all layers; not yet looked up.
pub(super) struct Layers<'a> {
    reading: &'a Reading<'a>,
    /// The names of the choices that count.
    chosen: Vec<String>,
    /// Where the user's file names them.
    chosen_at: Vec<raw::Text>,
    /// The region that the user's file names.
    region_at: Option<raw::Text>,
    whole: raw::File,
    /// Every choice that was offered: name and group.
    offered: Vec<(String, String)>,
}

/// All layers in one.
pub(super) struct Whole {
    pub(super) file: raw::File,
    /// The region whose holidays are in it.
    pub(super) region: String,
    /// The choices that are in it.
    pub(super) choices: Vec<String>,
}

impl<'a> Layers<'a> {
    /// Nothing yet; `own` is the user's file, which may choose and name a region.
    pub(super) fn new(reading: &'a Reading<'a>, own: &raw::File) -> Self {
        let chosen_at = own.choices.clone().unwrap_or_default();
        let chosen = match &own.choices {
            Some(names) => names.iter().map(|name| name.get_ref().clone()).collect(),
            None => reading.choices.to_vec(),
        };
        Self {
            reading,
            chosen,
            chosen_at,
            region_at: own.region.clone(),
            whole: raw::File::default(),
            offered: Vec::new(),
        }
    }

    /// Puts a file over what is there.
    pub(super) fn lay(&mut self, mut file: raw::File, check: &mut Check<'_>) {
        for (code, law) in std::mem::take(&mut file.law) {
            self.whole.law.entry(code).or_default().replace_by(law);
        }
        check.each_once(&file.purpose);
        let is_first = self.whole.purpose.is_empty();
        for one in std::mem::take(&mut file.purpose) {
            let own =
                self.whole.purpose.iter_mut().find(|own| own.key.get_ref() == one.key.get_ref());
            match own {
                Some(own) if !is_first => own.replace_by(one),
                Some(_) | None => self.whole.purpose.push(one),
            }
        }
        for (code, deviation) in std::mem::take(&mut file.country) {
            if check.country(&code) == Some(self.reading.country) {
                if deviation.holidays.is_some() {
                    file.holidays = deviation.holidays;
                }
                self.deviate(deviation.purpose, check);
            }
        }
        for choice in std::mem::take(&mut file.choice) {
            let name = choice.name.get_ref().clone();
            let counts = self.chosen.contains(&name);
            self.offered.push((name, choice.group));
            if counts {
                self.deviate(choice.purpose, check);
            }
        }
        self.whole.settings(file);
    }

    /// Puts the periods that the user stated in place of those in the files so far, and switches
    /// their purposes on.
    pub(super) fn state(&mut self) {
        for (key, period) in self.reading.periods {
            let named = |one: &&mut raw::Purpose| one.key.get_ref() == key;
            let Some(purpose) = self.whole.purpose.iter_mut().find(named) else { continue };
            let law = purpose.provision.take().unwrap_or_default();
            purpose.active = Some(true);
            purpose.provision = Some(format!("{law}; the period is as stated by ourselves"));
            purpose.source = None;
            purpose.checked = None;
            if let Some(retention) = &mut purpose.retention {
                retention.period = toml::Spanned::new(0..0, period.to_string());
            }
        }
    }

    fn deviate(&mut self, theirs: Vec<raw::Purpose>, check: &mut Check<'_>) {
        for one in theirs {
            let found = check.place_of(&one.key, &self.whole.purpose);
            if let Some(own) = found.and_then(|place| self.whole.purpose.get_mut(place)) {
                own.replace_by(one);
            }
        }
    }

    /// Adds the region's holidays, and says what cannot be chosen.
    pub(super) fn finish(mut self, check: &mut Check<'_>) -> Whole {
        self.fit_choices(check);
        let wished = self.region_at.as_ref().map(|own| own.get_ref().clone());
        let wished = wished.unwrap_or_else(|| self.reading.region.to_owned());
        let default = self.whole.region.take().map(|own| own.get_ref().clone());
        let region = if wished.is_empty() { default.unwrap_or_default() } else { wished };
        let mut regions = std::mem::take(&mut self.whole.regions);
        let place = regions.keys().find(|code| *code.get_ref() == region).cloned();
        let found = place.and_then(|code| regions.remove(&code));
        match found {
            Some(more) => self.whole.holidays.get_or_insert_default().and(more),
            None if region.is_empty() => {}
            None => {
                let known = regions.keys().map(|code| code.get_ref().as_str());
                check.unknown(
                    "region",
                    &region,
                    self.region_at.as_ref(),
                    &known.collect::<Vec<_>>(),
                );
            }
        }
        Whole { file: self.whole, region, choices: self.chosen }
    }

    fn fit_choices(&self, check: &mut Check<'_>) {
        let mut taken: Vec<&str> = Vec::new();
        for name in &self.chosen {
            let at = self.chosen_at.iter().find(|at| at.get_ref() == name);
            let Some((_, group)) = self.offered.iter().find(|(own, _)| own == name) else {
                let known: Vec<&str> = self.offered.iter().map(|(own, _)| own.as_str()).collect();
                check.unknown("choice", name, at, &known);
                continue;
            };
            if !group.is_empty() && taken.contains(&group.as_str()) {
                let of = self.offered.iter().filter(|(_, own)| own == group);
                let names: Vec<&str> = of.map(|(name, _)| name.as_str()).collect();
                let message = format!("`{name}` goes with none of the other choices made");
                check.problem_at(at, message, format!("choose one of {}", names.join(", ")));
            }
            taken.push(group);
        }
    }
}
