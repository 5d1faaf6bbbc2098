/** Where the pictures of lessons are: /lab-image/LAB/NAME?v=VERSION, the version so that a browser may keep it for good. */
export const IMAGE_ADDRESS = "/lab-image/";

/** @param path images/NAME, as it lies in the lab's folder */
export const toImageAddress = (lab: string, path: string, version: string): string =>
  `${IMAGE_ADDRESS}${lab}/${path.slice("images/".length)}?v=${version}`;
